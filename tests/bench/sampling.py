"""Which pages of a library to measure, found as a reader finds them, by links: `python -m tests.bench.sampling`.

Prints JSON: {"article": [path], "A to Z": [paths], …}; a kind of page that the site has not is left out.
"""

import json
import logging
import re
from typing import Any

import django

from tests.bench.rendering import open_site, read

LIST = "/en/articles/"
PAGES = 12  # of the A to Z, spread evenly over all that are found, the first and the last among them
ALONE = {
    "article": "/en/articles/muscle-spasm/",
    "home": "/en/",
    "feed": "/en/feed/",
    "search": "/en/search/?q=muscle",
    "sitemap, index": "/sitemap.xml",
}


def main() -> None:
    django.setup(set_prefix=False)
    logging.disable(logging.WARNING)  # what the site has not yet is no news
    site = open_site()
    found = {name: [path] for name, path in ALONE.items() if read(site, path)[0] == 200}
    found["A to Z"] = spread_out(list_pages(site))
    found["sitemap, a page"] = spread_out(
        re.findall(r"<sitemap><loc>https?://[^/]+([^<]+)", text(site, "/sitemap.xml")), 4
    )
    print(json.dumps({name: paths for name, paths in found.items() if paths}))


def list_pages(site: Any) -> list[str]:
    """The beginning of the A to Z, each letter's page, and the pages of large letters that those lead to."""
    letters = links(text(site, LIST), f"{LIST}letter/")
    within = [page for letter in letters for page in [letter, *links(text(site, letter), f"{letter}from/")]]
    return [LIST, *within]


def links(page: str, beginning: str) -> list[str]:
    """The addresses in a page that begin so, each once, in the page's order."""
    return list(dict.fromkeys(re.findall(rf'href="({re.escape(beginning)}[^"#?]*)"', page)))


def text(site: Any, path: str) -> str:
    """A page's text, empty if there is no such page."""
    status, body = read(site, path)
    return body.decode() if status == 200 else ""


def spread_out(pages: list[str], most: int = PAGES) -> list[str]:
    """At most so many of `pages`, at even distances, the first and the last among them."""
    if len(pages) <= most:
        return pages
    return [pages[round(number * (len(pages) - 1) / (most - 1))] for number in range(most)]


if __name__ == "__main__":
    main()
