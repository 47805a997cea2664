"""The draft as readers would get it: at the desk, and for whoever holds a link, with no login and no copy kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error as DatabaseRefusal
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles.composing import compose
from articles.documents import Document
from articles.models import Article, Edition
from articles.models.preview_link import opened_by
from articles.models.words import LANGUAGES
from articles.signing import mark
from articles.views import reading

View = Callable[[HttpRequest, str], HttpResponse]


def page_of(article: Article, language: str, document: Document, current: Edition | None) -> dict[str, Any]:
    """What the article's template gets to show `document` to somebody who is no reader."""
    context = reading(document, current.changes if current else [], preview=True)
    signed = mark(article, language, document)
    claim = {"name": signed.name, "title": signed.title, "on": signed.signed_on} if signed else None
    return context | {"sign_off": claim}


def for_whoever_holds_it(view: View) -> View:
    """`view`, whose page is kept by nobody and found by no search, and whose address nobody passes on.

    The address opens the page, so it is in no log either: Django logs every refusal with the address, and its check
    of posted forms does too. Nothing can be posted here.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        reads = request.method in ("GET", "HEAD")
        response = view(request, token) if reads else HttpResponseNotAllowed(["GET", "HEAD"])
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        response._has_been_logged = True
        return response

    return csrf_exempt(never_cache(guarded))


@for_whoever_holds_it
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The saved draft, for a week. Forged, ended and revoked links get the same bytes."""
    nowhere = {"canonical": "", "addresses": {"en": "/en/", "tr": "/tr/"}}
    try:
        link = opened_by(token, timezone.now())
        if link is None or link.language != get_language():
            return render(request, "404.html", nowhere, status=404)
        article = Article.objects.with_everything().get(pk=link.article_id)
        current = article.editions.current().in_language(link.language).first()
        context = page_of(article, link.language, compose(article, link.language), current)
    except DatabaseRefusal:
        return render(request, "500.html", status=503)
    context["page"]["until"] = link.ends_at
    return render(request, "articles/article.html", context | {"canonical": "", "addresses": dict.fromkeys(LANGUAGES)})
