"""What a first view costs, and what is fetched before a link is followed."""

import pytest

from tests.browser.test_reading import ENGLISH, TURKISH

pytestmark = pytest.mark.browser

LISTS = ["/en/", "/tr/", "/en/articles/", "/tr/makaleler/"]
CALLED_UP = "performance.getEntriesByType('navigation')[0].deliveryType"


@pytest.fixture
def traffic(page):
    """What came over the wire, as {address: bytes}, headers counted."""
    session, addresses, came = page.context.new_cdp_session(page), {}, {}

    def finished(event):
        came[addresses[event["requestId"]]] = event["encodedDataLength"]

    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return came


@pytest.mark.parametrize("address", [*LISTS, ENGLISH, TURKISH])
def test_a_first_view_takes_three_requests_and_32_kilobytes_at_most(page, site, traffic, address):
    page.goto(site + address, wait_until="networkidle")
    assert len(traffic) <= 3, traffic
    assert sum(traffic.values()) <= 32_000, traffic
    assert traffic[site + address] <= 14_600, traffic  # HTML and headers, in the first flight of ten segments


@pytest.mark.parametrize(
    ("letters", "ours"),
    [
        ("ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ abcçdefgğhıijklmnoöprsştuüvyz Ââ Îî Ûû QWX qwx", True),
        ("0123456789 – — ‘’ “” … − · × ° % & @ ( ) [ ] / ! ? : ; . ,", True),
        ("Привет", False),
    ],
)
def test_one_file_holds_every_letter_of_both_languages(page, site, letters, ours):
    page.goto(site + TURKISH, wait_until="networkidle")
    page.reload(wait_until="networkidle")  # an optional font may come too late for a first view
    page.evaluate("letters => document.querySelector('h1').textContent = letters", letters)
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
    assert {font["isCustomFont"] for font in fonts} == {ours}, fonts


@pytest.mark.parametrize("address", LISTS)
def test_the_article_under_the_pointer_is_there_before_it_is_asked_for(page, site, address):
    page.goto(site + address, wait_until="networkidle")
    article = ENGLISH if address.startswith("/en/") else TURKISH
    page.locator(f"main a[href='{article}']").first.click(delay=200)
    page.wait_for_url(site + article)
    assert page.evaluate(CALLED_UP) == "navigational-prefetch"


@pytest.mark.parametrize("link", ["/en/let-us-call-you/", "/en/privacy/"])
def test_a_form_and_the_notice_beside_it_are_fetched_when_they_are_asked_for(page, site, link):
    page.goto(site + "/en/", wait_until="networkidle")
    page.locator(f"a[href='{link}']").first.click(delay=200)
    page.wait_for_url(site + link)
    assert page.evaluate(CALLED_UP) == ""
