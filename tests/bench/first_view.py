"""A reader's first view of a page, in a real Chromium the size of a phone: its requests, and the bytes it gets."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.libraries import library
from tests.bench.parts import Outcome, Table
from tests.bench.programs import programs
from tests.bench.rounds import figure
from tests.bench.sites import Server, get, served

TITLE = "The first view"
NEEDS = ("chromium",)
ARTICLES = 1000
ARTICLE_PAGES = {"article": "/en/articles/muscle-spasm/", "article, Turkish": "/tr/makaleler/kas-spazmi/"}
PAGES = ARTICLE_PAGES | {"home": "/en/", "home, Turkish": "/tr/", "A to Z": "/en/articles/"}
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run"
FLAGS += " --disable-background-networking --disable-component-update --disable-sync"
KB = 1000
NOTES = [
    "Chromium, 390 × 844, nothing kept from before, until the network is quiet, without scrolling. HTML is the page's "
    "body in brotli, its style sheet in it; everything is what comes over the connection, headers too (HTTP/1.1, no "
    "TLS). The heavier of the two articles is held against the goal.",
]


@dataclass(frozen=True)
class View:
    """The bytes of the page's own body, and of everything that came for it, headers too, by address."""

    html: int
    received: list[tuple[str, int]]


def measure() -> Outcome:
    with served(library(ARTICLES)) as server, chromium() as browser:
        return outcome({name: first_view(browser, server, path) for name, path in PAGES.items()})


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs()["chromium"].place, args=FLAGS.split())
        yield browser
        browser.close()


def first_view(browser: Any, server: Server, path: str) -> View:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    addresses: dict[str, str] = {}
    received: dict[str, int] = {}
    network.on("Network.requestWillBeSent", lambda said: addresses.update({said["requestId"]: said["request"]["url"]}))
    network.on(
        "Network.loadingFinished", lambda said: received.update({said["requestId"]: int(said["encodedDataLength"])})
    )
    page.goto(server.address(path), wait_until="networkidle")
    context.close()
    sent = {number: address for number, address in addresses.items() if not address.startswith("data:")}
    return View(len(get(server, path).body), [(address, received.get(number, 0)) for number, address in sent.items()])


def outcome(views: dict[str, View]) -> Outcome:
    sizes = {name: (view.html, sum(size for _address, size in view.received)) for name, view in views.items()}
    rows = [
        [name, *(figure(size / KB) for size in sizes[name]), str(len(view.received)), named(view)]
        for name, view in views.items()
    ]
    html, everything = (max(sizes[name][part] for name in ARTICLE_PAGES) / KB for part in (0, 1))
    requests = max(len(views[name].received) for name in ARTICLE_PAGES)
    figures = {"view html": html, "view all": everything, "view requests": requests}
    head = ["", "HTML, kB", "everything, kB", "requests", "beside the page itself"]
    return Outcome([Table("", head, rows)], NOTES, figures)


def named(view: View) -> str:
    """The files that came with a page, by their names without the letters that say which version it is."""
    names = [address.rpartition("/")[2] for address, _size in view.received[1:]]
    return ", ".join(re.sub(r"\.[0-9a-f]{12}\.", ".", name) for name in names)
