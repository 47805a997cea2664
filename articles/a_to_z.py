"""The A to Z: all on one page while the library is small, else a letter a page, and more pages where a letter is large.

A page begins with an article, named by its slug, and holds PAGE entries at most. So no page grows with the library,
none is found by counting, and every address is a path, which can be kept ready.
"""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import surrogate_keys, turkish
from articles.links import address, beginning, letter_address
from articles.models import Edition
from articles.models.words import LANGUAGES
from articles.surrogate_keys import for_everyone, made_from
from articles.thumb_index import thumb_index
from articles.written_once import Open, WrittenOnce

SMALL = 40  # articles that one page takes
PAGE = 20  # entries of each page, where there are more


class Entry(NamedTuple):
    """An edition as lists show it, by the columns of on_cards()."""

    slug: str
    letter: str
    sort_key: str
    card: dict[str, Any]
    goes_on: bool = False


class LetterInAddress:
    """A letter of the alphabet of the address's language: views get its capital, addresses its word in turkish.py."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return turkish.letter_from_address(value, get_language())

    def to_url(self, value: str) -> str:
        return turkish.letter_in_address(value, get_language())


@require_safe
@for_everyone
def a_to_z(request: HttpRequest) -> HttpResponse:
    """The beginning of the A to Z, which is all of it while it fits on one page."""
    language = get_language()
    found = entries_of(_beginning(PAGE + 1, SMALL), language=language)
    is_small = not (found and found[0].goes_on)
    if is_small and len(found) > PAGE:
        found = entries_of(_entries(SMALL + 1), language=language)
        is_small = len(found) <= SMALL  # somebody may have published in between
    lettered = groupby(found if is_small else found[:PAGE], key=attrgetter("letter"))
    groups = [{"letter": letter, "cards": cards(under, language)} for letter, under in lettered]
    context: dict[str, Any] = {"letters": groups, "there": "", "later": None}
    if not is_small:
        context |= {"there": thumb_index(language).letters, "later": after(found, language)}
    return made_from(render(request, "articles/list.html", context), surrogate_keys.all_of(language))


@require_safe
@for_everyone
def under_letter(request: HttpRequest, letter: str, slug: str | None = None) -> HttpResponse:
    """A page of the articles under `letter`: its first, or the one that begins with the article called `slug`.

    Where no such article is under this letter any more, readers begin at the letter's first page.
    """
    language = get_language()
    here = letter_address(language, letter, slug)
    if request.path != here:
        return HttpResponsePermanentRedirect(here)
    question = _under_letter(PAGE + 1, from_on=slug is not None)
    found = entries_of(question, language=language, letter=letter, slug=slug or "")
    if not found and slug is None:
        raise Http404
    if not found:
        return HttpResponseRedirect(letter_address(language, letter))
    response = render(request, "articles/letter.html", letter_page(letter, slug, found, language))
    return made_from(response, surrogate_keys.letter(language, letter), surrogate_keys.all_of(language))


@cache
def _beginning(most: int, small: int) -> WrittenOnce:
    in_order = Edition.objects.current().in_language(Open("language")).in_order()
    return WrittenOnce(in_order.on_cards().told_whether_beyond(small)[:most])


@cache
def _entries(most: int) -> WrittenOnce:
    return WrittenOnce(Edition.objects.current().in_language(Open("language")).in_order().on_cards()[:most])


@cache
def _under_letter(most: int, *, from_on: bool) -> WrittenOnce:
    under = Edition.objects.current().in_language(Open("language")).under_letter(Open("letter"))
    return WrittenOnce((under.from_on(Open("slug")) if from_on else under).in_order().on_cards()[:most])


def letter_page(letter: str, slug: str | None, found: list[Entry], language: str) -> dict[str, Any]:
    """What the template of a letter's page gets; `found` is its entries and, if there is one, the next page's first."""
    around = thumb_index(language, letter, found[0].sort_key if slug else "", PAGE)
    large = slug is not None or len(found) > PAGE
    beginnings = around.beginnings.items() if large else ()
    return {
        "letter": letter,
        "there": around.letters,
        "beginnings": [{"name": name, "address": letter_address(language, letter, each)} for name, each in beginnings],
        "cards": cards(found[:PAGE], language),
        "begins_with": found[0].card["title"] if slug else None,
        "earlier": letter_address(language, letter, around.before) if slug else None,
        "later": after(found, language),
        "addresses": beginnings_of_all_languages(),
    }


def after(found: list[Entry], language: str) -> str | None:
    """The address of the page that begins where the first PAGE of `found` end; None if nothing is left."""
    if len(found) <= PAGE:
        return None
    last, following = found[PAGE - 1], found[PAGE]
    same = last.letter == following.letter
    return letter_address(language, following.letter, following.slug if same else None)


def entries_of(question: WrittenOnce, **values: str) -> list[Entry]:
    """The answers to a question that asks for what is on_cards()."""
    return [Entry(*row) for row in question.of(**values)]


def cards(entries: Iterable[Entry], language: str) -> list[dict[str, Any]]:
    """Entries as lists show them: [{title, lead, topic, updated, address}]."""
    return [entry.card | {"address": address(language, entry.slug)} for entry in entries]


def bar(there: str, current: str, language: str) -> list[dict[str, Any]]:
    """Every letter of the alphabet as {letter, address, current}; the address is None unless it is among `there`.

    Letters that few titles begin with are left out while none does.
    """
    return [
        {
            "letter": letter,
            "address": letter_address(language, letter) if letter in there else None,
            "current": letter == current,
        }
        for letter in turkish.letters(language)
        if letter in there or letter not in turkish.SELDOM[language]
    ]


def beginnings_of_all_languages() -> dict[str, str]:
    """A letter is no translation of a letter: from one, the other language begins at its own beginning."""
    return {code: beginning(code) for code in LANGUAGES}
