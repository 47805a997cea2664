"""What readers get: editions, and nothing from the editable rows."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import links
from articles import surrogate_keys as made_of
from articles.a_to_z import cards, entries_of
from articles.addresses import editions_at
from articles.documents import Document, with_dates
from articles.models import Edition
from articles.models.words import LANGUAGES
from articles.surrogate_keys import for_everyone, made_from
from articles.written_once import Open, WrittenOnce

NEWEST = 6

Write = Callable[[HttpRequest, Edition, dict[str, Edition]], HttpResponse]


@require_safe
@for_everyone
def home(request: HttpRequest) -> HttpResponse:
    language = get_language()
    newest = cards(entries_of(_newest(), language=language), language)
    shown = {"cards": [card | {"updated": date.fromisoformat(card["updated"])} for card in newest]}
    return made_from(render(request, "articles/home.html", shown), made_of.home(language))


@cache
def _newest() -> WrittenOnce:
    return WrittenOnce(Edition.objects.current().in_language(Open("language")).newest_first().on_cards()[:NEWEST])


@require_safe
@for_everyone
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return answer(request, slug, links.PAGE, _page)


def _page(request: HttpRequest, edition: Edition, editions: dict[str, Edition]) -> HttpResponse:
    return render(request, "articles/article.html", published(edition, editions))


def answer(request: HttpRequest, slug: str, what: str, write: Write) -> HttpResponse:
    """What `write` makes of the edition that `slug` leads to, or the way to where `what` of it is to be found.

    Raises Http404 if no article was ever here.
    """
    editions = editions_at(get_language(), slug)
    edition = editions.get(get_language())
    if edition is None:
        return not_in_this_language(request, editions)
    if edition.slug != slug:
        return HttpResponsePermanentRedirect(links.address(edition.language, edition.slug, what))
    return made_from(write(request, edition, editions), made_of.article(edition.document["key"]))


def not_in_this_language(request: HttpRequest, editions: dict[str, Edition]) -> HttpResponse:
    """A 404 that leads to the article in the language that it can be read in. Raises Http404 if there is none."""
    if not editions:
        raise Http404
    other = next(iter(editions.values()))
    shown = {"language": other.language, "title": other.card["title"], "address": other.get_absolute_url()}
    context = {"other": shown, "addresses": addresses(editions)}
    return render(request, "articles/missing.html", context, status=404)


def published(edition: Edition, editions: dict[str, Edition]) -> dict[str, Any]:
    """What the article's template gets from an edition and the editions of the same article in other languages."""
    twins = {what: links.address(edition.language, edition.slug, what) for what in (links.MARKDOWN, links.JSON)}
    more = {"sign_off": claim(edition), "addresses": addresses(editions), "twins": twins}
    return reading(edition.document, edition.changes) | more


def claim(edition: Edition) -> dict[str, Any] | None:
    """Who has signed off what `edition` says, as {name, title, on}; None if nobody has. It comes with_sign_off()."""
    if edition.signed_on is None:
        return None
    return {"name": edition.signed_name, "title": edition.signed_title, "on": edition.signed_on}


def reading(document: Document, changes: list[dict[str, str]], *, preview: bool = False) -> dict[str, Any]:
    """What the article's template gets from a document, published or not, and the changes before it."""
    band = [document[name] for name in ("title", "lead", "credited_to")] + [document["topic"]["name"]]
    by = [(document["based_on"] or {}).get("by")]
    dated = [change | {"on": date.fromisoformat(change["on"])} for change in changes]
    about = {"minutes": document["minutes"], "preview": preview, "band": band + by}
    told = {"published": False, "until": None, "back": "", "sign": ""}  # for the band of a preview
    return {"document": with_dates(document), "changes": dated, "page": about | told, "twins": None}


def addresses(editions: dict[str, Edition]) -> dict[str, str | None]:
    """The article's address in each language, None where it cannot be read."""
    found = {code: editions.get(code) for code in LANGUAGES}
    return {code: edition.get_absolute_url() if edition else None for code, edition in found.items()}
