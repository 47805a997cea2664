"""Every kind of page, in both languages, light and dark, on a narrow and on a wide window."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from crampinfo import first_flight
from crampinfo.pages import broken
from tests.browser.accessibility import LAID_OUT, sideways_scroll, small_targets, violations

pytestmark = pytest.mark.browser

PAGES = {
    "home": ("/en/", "/tr/"),
    "list": ("/en/articles/", "/tr/makaleler/"),
    "letter": ("/en/articles/letter/w/", "/tr/makaleler/harf/k/"),
    "letter, from an article on": (
        "/en/articles/letter/w/from/muscle-spasm/",
        "/tr/makaleler/harf/k/baslangic/kas-spazmi/",
    ),
    "article": ("/en/articles/muscle-spasm/", "/tr/makaleler/kas-spazmi/"),
    "article partly in the other language": ("/en/articles/partly/", "/tr/makaleler/kismen/"),
    "article not in this language": ("/en/articles/yalniz/", "/tr/makaleler/only/"),
    "call form": ("/en/let-us-call-you/", "/tr/sizi-arayalim/"),
    "privacy": ("/en/privacy/", "/tr/gizlilik/"),
    "how we write": ("/en/how-we-write/", "/tr/nasil-yaziyoruz/"),
    "accessibility": ("/en/accessibility/", "/tr/erisilebilirlik/"),
    "not found": ("/en/nothing/", "/tr/yok/"),
}
ADDRESSES = [pytest.param(address, id=f"{kind}-{address[1:3]}") for kind, pair in PAGES.items() for address in pair]


def faults(page) -> list[str]:
    """What is wrong with the page as it stands, in light and dark, at 320 and at 1280 px."""
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{scheme} {width}: {fault}" for fault in violations(page)]
        found += [f"{width}: small target {target}" for target in small_targets(page)]
        if sideways_scroll(page) > 0:
            found.append(f"{width}: scrolls sideways by {sideways_scroll(page)} px")
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_fault_that_axe_knows(page, site, address):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + address)
    if page.locator("script[src*=reading]").count():
        page.wait_for_function(LAID_OUT)  # axe takes what is skipped for what lies on top of each other
    assert faults(page) == []
    assert [line for line in said if "404" not in line] == []


@pytest.mark.parametrize("address", PAGES["call form"])
def test_the_form_with_errors_and_the_confirmation_have_none_either(page, site, address):
    page.goto(site + address)
    page.locator("form button").click()
    assert page.title().startswith(("Error: ", "Hata: "))
    assert page.evaluate("document.activeElement.id") == "form-errors"
    assert faults(page) == []
    page.locator("[name=name]").fill("Ada")
    page.locator("[name=phone]").fill("0532 123 45 67")
    page.locator("form button").click()
    page.wait_for_url(re.compile(rf"{address}[\w-]{{32}}/"))
    assert faults(page) == []


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("template", ["403.html", "500.html", "503.html"])
def test_the_pages_of_bad_days_have_none_either(page, db, template, language):
    with override(language):
        request = RequestFactory().get(f"/{language}/")
        request.resolver_match = None
        shown = broken(request).content.decode() if template == "500.html" else render_to_string(template, {}, request)
        page.set_content(shown)
    assert faults(page) == []


def test_the_measure_itself_finds_planted_faults(page):
    page.set_content(
        f"<html lang='en'><head><title>x</title><style>{first_flight.stylesheet()}</style></head><body><main>"
        "<h1>x</h1><h4>jump</h4><p style='color:#999'>pale</p><img src='x'><input><nav><a href='#x'>i</a></nav>"
        "<div style='width:2000px'>wide</div></main></body></html>"
    )
    found = " ".join(faults(page))
    planted = ["heading-order", "color-contrast-enhanced", "image-alt", "label", "small target", "scrolls sideways"]
    assert [fault for fault in planted if fault not in found] == []
