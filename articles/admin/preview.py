"""What readers would get, or have, seen from the desk: the same document and the same template as a published page."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from articles.admin.desk import article_for
from articles.admin.sign_off import sign_address
from articles.composing import compose
from articles.documents import digest
from articles.models import Article, Edition
from articles.models.words import LANGUAGES
from articles.previewing import page_of

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def preview(desk: "ArticleAdmin", request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The saved draft; with `?readers` what readers have now, for whoever is to sign that off."""
    if language not in LANGUAGES:
        raise Http404
    article = article_for(desk, request, pk, may="view")
    request.is_preview = True
    with override(language):
        response = render(request, "articles/article.html", _page(request, article, language))
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, article: Article, language: str) -> dict[str, Any]:
    current = Edition.objects.current().in_language(language).filter(article=article).first()
    of_readers = "readers" in request.GET
    if of_readers and current is None:
        raise Http404
    document = current.document if current and of_readers else compose(article, language)
    context = page_of(article, language, document, current)
    addresses = {code: reverse("admin:articles_article_preview", args=[article.pk, code]) for code in LANGUAGES}
    context["page"] |= {
        "back": reverse("admin:articles_article_change", args=[article.pk]),
        "sign": sign_address(request, article, language, digest(document)),
        "published": of_readers,
    }
    return context | {"addresses": addresses}
