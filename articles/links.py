"""Addresses of the pages that there are many of, in the language they are in.

Django's reverse takes 20 µs, which is two seconds for a sitemap of 100,000 addresses: it is asked once for each kind.
"""

from functools import cache

from django.urls import reverse
from django.utils.translation import override

PAGE, MARKDOWN, JSON = "article", "markdown", "json"
_SLUG = "-"


@cache
def _around_the_slug(language: str, view: str, *args: str) -> tuple[str, str]:
    with override(language):
        before, _slug, after = reverse(f"articles:{view}", args=[*args, _SLUG]).rpartition(_SLUG)
    return before, after


@cache
def beginning(language: str) -> str:
    """Where the A to Z of `language` begins."""
    with override(language):
        return reverse("articles:list")


@cache
def _of_letter(language: str, letter: str) -> str:
    with override(language):
        return reverse("articles:letter", args=[letter])


def address(language: str, slug: str, what: str = PAGE) -> str:
    """Where readers of `language` find the article with this slug: its PAGE, its MARKDOWN or its JSON."""
    before, after = _around_the_slug(language, what)
    return f"{before}{slug}{after}"


def letter_address(language: str, letter: str, slug: str | None = None) -> str:
    """The first page of `letter` in the A to Z of `language`, or the page that begins with the article `slug`.

    Raises NoReverseMatch if the letter is not in that language's alphabet.
    """
    if slug is None:
        return _of_letter(language, letter)
    before, after = _around_the_slug(language, "letter_from", letter)
    return f"{before}{slug}{after}"
