"""axe, with every rule it has for WCAG 2.0 to 2.2 at A, AA and AAA, and its best practice."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

LEVELS = [f"wcag{version}{level}" for version in ("2", "21", "22") for level in ("a", "aa", "aaa")]
TAGS = [*LEVELS, "best-practice"]
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}


def violations(page: Any, context: Any = None) -> list[str]:
    """What axe finds on the page as it stands, as "rule: element"."""
    found = Axe().run(page, context=context, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


LAID_OUT = """() => [...document.querySelectorAll(".contents, .text > section, .call, .foot")]
  .every((part) => part.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))"""

SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, summary, label")]
  .filter((each) => !each.closest("p, li, dd") || each.closest("nav, .letters, .proof, .sources"))
  .map((each) => each.matches("fieldset input") ? each.closest("label") : each)
  .filter((each) => each?.checkVisibility() && !each.closest(".trap, .skip") && !each.matches(".field label"))
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 43.9 || box.height < 43.9))
  .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def small_targets(page: Any) -> list[str]:
    """Targets that stand alone and are under 44 px in either direction (WCAG 2.2, 2.5.5); links in sentences may be."""
    return page.evaluate(SMALL_TARGETS)


def sideways_scroll(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
