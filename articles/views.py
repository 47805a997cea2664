"""What readers get: editions, and nothing from the editable rows."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import surrogate_keys as made_of
from articles.addresses import editions_at
from articles.documents import Document, with_dates
from articles.models import Edition
from articles.models.words import LANGUAGES
from articles.surrogate_keys import for_everyone, made_from

NEWEST = 6


@require_safe
@for_everyone
def home(request: HttpRequest) -> HttpResponse:
    language = get_language()
    editions = Edition.objects.current().in_language(language).newest_first()
    shown = {"cards": [card(edition) for edition in editions[:NEWEST]]}
    return made_from(render(request, "articles/home.html", shown), made_of.home(language))


@require_safe
@for_everyone
def list_of_articles(request: HttpRequest) -> HttpResponse:
    language = get_language()
    editions = Edition.objects.current().in_language(language).in_order()
    lettered = groupby((card(edition) for edition in editions), key=lambda each: each["letter"])
    letters = [{"letter": letter, "cards": list(cards)} for letter, cards in lettered]
    return made_from(render(request, "articles/list.html", {"letters": letters}), made_of.all_of(language))


@require_safe
@for_everyone
def article(request: HttpRequest, slug: str) -> HttpResponse:
    editions = editions_at(get_language(), slug)
    edition = editions.get(get_language())
    if edition is None:
        return not_in_this_language(request, editions)
    if edition.slug != slug:
        return HttpResponsePermanentRedirect(edition.get_absolute_url())
    page = render(request, "articles/article.html", published(edition, editions))
    return made_from(page, made_of.article(edition.document["key"]))


def not_in_this_language(request: HttpRequest, editions: dict[str, Edition]) -> HttpResponse:
    """A 404 that leads to the article in the language that it can be read in. Raises Http404 if there is none."""
    if not editions:
        raise Http404
    other = next(iter(editions.values()))
    context = {"other": {"language": other.language, **card(other)}, "addresses": _addresses(editions)}
    return render(request, "articles/missing.html", context, status=404)


def published(edition: Edition, editions: dict[str, Edition]) -> dict[str, Any]:
    """What the article's template gets from an edition and the editions of the same article in other languages."""
    more = {"sign_off": claim(edition), "addresses": _addresses(editions)}
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
    return {"document": with_dates(document), "changes": dated, "page": about}


def card(edition: Edition) -> dict[str, Any]:
    """An edition as one entry of a list: {title, lead, topic, updated, letter, address}."""
    document = with_dates(edition.document)
    shown = {name: document[name] for name in ("title", "lead", "updated")}
    return shown | {"topic": document["topic"]["name"], "letter": edition.letter, "address": edition.get_absolute_url()}


def _addresses(editions: dict[str, Edition]) -> dict[str, str | None]:
    """The article's address in each language, None where it cannot be read."""
    found = {code: editions.get(code) for code in LANGUAGES}
    return {code: edition.get_absolute_url() if edition else None for code, edition in found.items()}
