"""What a reader does with an article."""

import re

import pytest

from tests.browser.accessibility import LAID_OUT

pytestmark = pytest.mark.browser

ENGLISH, TURKISH = "/en/articles/muscle-spasm/", "/tr/makaleler/kas-spazmi/"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
SKIPPED = """() => [...document.querySelectorAll(".contents, article section, .call, .foot")]
    .filter((part) => !part.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))
    .map((part) => part.id || part.className)"""
SHIFT = """() => new Promise((tell) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
      .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => tell(sum)));
})"""


@pytest.fixture
def without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def without_its_script(page):
    """A page before its script has come: what is far from the window stays skipped."""
    page.route("**/reading*.js", lambda route: route.abort())
    return page


@pytest.mark.parametrize("address", [ENGLISH, TURKISH])
def test_an_article_asks_for_nothing_beyond_the_site(page, site, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + address, wait_until="networkidle")
    assert site + address in asked
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.mark.parametrize("address", [ENGLISH, TURKISH])
def test_every_heading_of_the_contents_list_leads_to_its_section(page, site, address):
    page.goto(site + address)
    for link in page.locator(".contents a").all():
        anchor = link.get_attribute("href")
        link.click()
        assert page.evaluate("location.hash") == anchor
        top = page.locator(anchor).bounding_box()["y"]
        assert -1 <= top <= 720, f"{anchor} is at {top}"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("anchor", ["#causes", "#sources", "#call"])
def test_a_link_lands_exactly_though_what_lies_between_was_not_laid_out(without_its_script, site, size, anchor):
    page = without_its_script
    page.set_viewport_size(size)
    page.goto(site + ENGLISH)
    assert anchor.removeprefix("#") in page.evaluate(SKIPPED)
    page.locator(f".contents a[href='{anchor}']").click()
    page.wait_for_timeout(300)  # what comes near the window would have been laid out by then, and moved it
    assert round(page.locator(anchor).bounding_box()["y"]) == 24  # scroll-margin


def test_an_address_with_an_anchor_opens_exactly_there(without_its_script, site):
    page = without_its_script
    page.set_viewport_size(PHONE)
    page.goto(site + ENGLISH + "#call", wait_until="networkidle")
    page.wait_for_timeout(300)
    assert round(page.locator("#call").bounding_box()["y"]) == 24


def test_what_is_far_below_is_laid_out_later_and_nothing_moves_when_it_is(without_its_script, site):
    page = without_its_script
    page.set_viewport_size(PHONE)
    page.goto(site + ENGLISH)
    assert {"causes", "help", "sources", "call", "foot"} <= set(page.evaluate(SKIPPED))
    page.mouse.move(200, 400)
    while page.evaluate("Math.ceil(scrollY + innerHeight) < document.documentElement.scrollHeight"):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(50)
    assert {"call", "foot"}.isdisjoint(page.evaluate(SKIPPED))
    assert page.evaluate(SHIFT) == 0


def test_the_browser_finds_words_in_what_is_not_laid_out(without_its_script, site):
    page = without_its_script
    page.set_viewport_size(PHONE)
    page.goto(site + ENGLISH)
    heading = page.locator("#living-with-cramps h2")
    assert "living-with-cramps" in page.evaluate(SKIPPED)
    assert page.evaluate("(words) => find(words)", heading.text_content())
    assert not page.evaluate("find('words that no article has')")


def test_paper_has_everything_that_the_window_has_not_yet(without_its_script, site):
    page = without_its_script
    page.set_viewport_size(PHONE)
    page.goto(site + ENGLISH)
    assert page.evaluate(SKIPPED) != []
    page.emulate_media(media="print")
    hidden = set(page.evaluate(SKIPPED))
    assert hidden <= {"contents", "call"}  # they are not printed at all


def test_soon_everything_is_laid_out_and_nothing_has_moved(page, site):
    page.set_viewport_size(PHONE)
    page.goto(site + ENGLISH)
    page.wait_for_function(LAID_OUT)
    assert page.evaluate(SHIFT) == 0


def test_sections_are_as_far_apart_as_if_none_was_ever_skipped(without_its_script, site):
    page = without_its_script
    page.goto(site + ENGLISH)
    apart = """(section) => {
        section.scrollIntoView();
        const above = section.previousElementSibling;
        const end = above.matches(".summary") ? above : above.lastElementChild;
        return Math.round(section.getBoundingClientRect().top - end.getBoundingClientRect().bottom);
    }"""
    for section in page.locator(".text > section + section").all():
        section.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
        assert section.evaluate(apart) == 64, section.get_attribute("id")


def test_the_section_being_read_is_marked(page, site):
    page.goto(site + ENGLISH)
    for anchor in ("#causes", "#help", "#summary"):
        page.locator(anchor).evaluate("(section) => section.scrollIntoView()")
        page.wait_for_selector(f".contents a[href='{anchor}'][aria-current='true']")
        assert page.locator(".contents [aria-current]").count() == 1


def test_the_language_switch_leads_to_the_same_place(page, site):
    page.goto(site + ENGLISH + "#causes")
    page.locator(".languages a").click()
    page.wait_for_url(site + TURKISH + "#causes")


def test_nothing_moves_while_the_page_loads(page, site):
    page.goto(site + ENGLISH)
    assert page.evaluate(SHIFT) == 0


def test_without_script_an_article_is_complete_and_its_links_work(without_script, site):
    page = without_script
    page.goto(site + TURKISH)
    listed = [link.get_attribute("href") for link in page.locator(".contents a").all()]
    assert [f"#{part.get_attribute('id')}" for part in page.locator("article section").all()] == listed[:-1]
    page.locator(".contents a[href='#help']").click()
    assert page.url == site + TURKISH + "#help"
    page.locator(".languages a").click()
    assert page.url == site + ENGLISH


def test_without_script_a_call_can_be_asked_for_from_the_article(without_script, site):
    page = without_script
    page.goto(site + ENGLISH)
    page.locator("[name=name]").fill("Ada")
    page.locator("[name=phone]").fill("not a number")
    page.locator("label", has_text="Evening").click()
    page.locator("form button").click()
    assert page.locator("#form-errors a").count() == 1
    assert page.locator("#form-errors:focus").count() == 1
    kept = {name: page.locator(f"[name={name}]").input_value() for name in ("name", "phone")}
    assert kept == {"name": "Ada", "phone": "not a number"}
    assert page.locator("[name=window]:checked").get_attribute("value") == "evening"
    page.locator("[name=phone]").fill("0532 123 45 67")
    page.locator("form button").click()
    assert re.fullmatch(r".*/en/let-us-call-you/[\w-]{32}/", page.url)  # the address they are asked to keep
    assert page.locator(".reference").inner_text().strip()


def test_with_large_spacing_of_text_nothing_is_cut_off_or_scrolls_sideways(page, site):
    """The spacing that WCAG 2.2, 1.4.12 names."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + TURKISH)
    page.evaluate("""() => document.querySelectorAll("body *").forEach((each) => {
        each.style.lineHeight = "1.5"; each.style.letterSpacing = ".12em"; each.style.wordSpacing = ".16em";
    })""")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_address_of_a_link_is_printed_and_the_form_is_not(page, site):
    page.goto(site + ENGLISH)
    page.emulate_media(media="print")
    shown = {name: page.locator(name).first.is_visible() for name in (".contents", "form", "article h1", "#sources")}
    assert shown == {".contents": False, "form": False, "article h1": True, "#sources": True}


def test_the_keyboard_reaches_the_text_first_by_skipping(page, site):
    page.goto(site + ENGLISH)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
