"""A reader's first view of a page, in a real Chromium the size of a phone: its requests, and the bytes it gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench.libraries import library
from tests.bench.parts import Outcome, Table
from tests.bench.programs import programs
from tests.bench.rounds import figure
from tests.bench.sites import served

TITLE = "The first view"
NEEDS = ("chromium",)
ARTICLES = 1000
ARTICLE_PAGES = {"article": "/en/articles/muscle-spasm/", "article, Turkish": "/tr/makaleler/kas-spazmi/"}
PAGES = ARTICLE_PAGES | {"home": "/en/", "home, Turkish": "/tr/", "A to Z": "/en/articles/"}
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run"
FLAGS += " --disable-background-networking --disable-component-update --disable-sync"
KB = 1000
NOTES = [
    "Chromium, 390 × 844, nothing kept from before, until the network is quiet, without scrolling. Bytes are those of "
    "headers and bodies as they come over the connection (HTTP/1.1, no TLS). The heavier of the two articles is held "
    "against the goal.",
]


def measure() -> Outcome:
    with served(library(ARTICLES)) as server, chromium() as browser:
        return outcome({name: first_view(browser, server.address(path)) for name, path in PAGES.items()})


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs()["chromium"].place, args=FLAGS.split())
        yield browser
        browser.close()


def first_view(browser: Any, address: str) -> list[int]:
    """The bytes of every request that the page at `address` makes, its own first."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    received: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            received[event["requestId"]] = 0

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in received:
            received[event["requestId"]] = int(event["encodedDataLength"])

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", came)
    page.goto(address, wait_until="networkidle")
    context.close()
    return list(received.values())


def outcome(views: dict[str, list[int]]) -> Outcome:
    sizes = {name: (view[0], sum(view), len(view)) for name, view in views.items()}
    rows = [[name, figure(html / KB), figure(all_ / KB), str(asked)] for name, (html, all_, asked) in sizes.items()]
    html, everything, requests = (max(column) for column in zip(*(sizes[name] for name in ARTICLE_PAGES), strict=True))
    figures = {"view html": html / KB, "view all": everything / KB, "view requests": requests}
    return Outcome([Table("", ["", "HTML, kB", "everything, kB", "requests"], rows)], NOTES, figures)
