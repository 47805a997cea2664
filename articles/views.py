"""What readers get: editions, and nothing from the editable rows."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import turkish
from articles.documents import Document, with_dates
from articles.models import Edition

NEWEST = 6

for_everyone = cache_control(public=True, max_age=0, must_revalidate=True)


@require_safe
@for_everyone
def home(request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.current().in_language(get_language()).newest_first()
    return render(request, "articles/home.html", {"cards": [card(edition) for edition in editions[:NEWEST]]})


@require_safe
@for_everyone
def list_of_articles(request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.current().in_language(get_language()).in_order()
    lettered = groupby((card(edition) for edition in editions), key=lambda each: each["letter"])
    letters = [{"letter": letter, "cards": list(cards)} for letter, cards in lettered]
    return render(request, "articles/list.html", {"letters": letters})


@require_safe
@for_everyone
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = Edition.objects.reachable_as(get_language(), slug).with_sign_off()
    editions = {edition.language: edition for edition in found}
    edition = editions.get(get_language())
    return render(request, "articles/article.html", page(edition, editions)) if edition else elsewhere(request, slug)


def elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer for an address without a page in this language: the way to it, or a 404 that says what there is."""
    editions = {edition.language: edition for edition in Edition.objects.once_known_as(slug)}
    if here := editions.get(get_language()):
        return HttpResponsePermanentRedirect(here.get_absolute_url())
    others = [{"language": each.language, **card(each)} for each in editions.values()]
    return render(request, "articles/missing.html", {"other": others[0] if others else None}, status=404)


def page(edition: Edition, editions: dict[str, Edition]) -> dict[str, Any]:
    """What the article's template gets from an edition and the editions of the same article in other languages."""
    addresses = {code: _address(editions.get(code)) for code in turkish.ALPHABETS}
    return reading(edition.document, edition.changes) | {"sign_off": claim(edition), "addresses": addresses}


def claim(edition: Edition) -> dict[str, Any] | None:
    """Who has signed off what `edition` says, as {name, title, on}; None if nobody has. It comes with_sign_off()."""
    if edition.signed_on is None:
        return None
    return {"name": edition.signed_name, "title": edition.signed_title, "on": edition.signed_on}


def reading(document: Document, changes: list[dict[str, str]], *, preview: bool = False) -> dict[str, Any]:
    """What the article's template gets from a document, published or not, and the changes before it."""
    page = {"minutes": document["minutes"], "preview": preview}
    dated = [change | {"on": date.fromisoformat(change["on"])} for change in changes]
    return {"document": with_dates(document), "changes": dated, "page": page}


def card(edition: Edition) -> dict[str, Any]:
    """An edition as one entry of a list: {title, lead, topic, updated, letter, address}."""
    document = with_dates(edition.document)
    shown = {name: document[name] for name in ("title", "lead", "updated")}
    return shown | {"topic": document["topic"]["name"], "letter": edition.letter, "address": edition.get_absolute_url()}


def _address(edition: Edition | None) -> str | None:
    return edition.get_absolute_url() if edition else None
