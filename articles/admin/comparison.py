"""Two versions of an article, or two editions of one of its languages, side by side with what differs."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.admin.desk import article_for, frame
from articles.comparing import compare
from articles.models import Article, Edition, Version
from articles.roles import may_write

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

OFFERED = 200  # of a long history the newest; any other is compared by its number in the address


def comparison(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between two versions, or between two editions of one language: `?before=1&after=2&of=editions`."""
    article = article_for(desk, request, pk, may="view")
    of_editions = request.GET.get("of") == "editions"
    before, after = _editions(request, article) if of_editions else _versions(request, article)
    said = [each.document if of_editions else each.dump for each in (before, after)]
    newest = article.versions.values_list("pk", flat=True).first()
    more = {"of_editions": of_editions, "newest": newest, "may_write": may_write(request.user)}
    shown = {"before": before, "after": after, "found": compare(*said), "offered": _offered(article, after)}
    context = frame(desk, request, article, _("Compare"), **shown, **more)
    return render(request, "admin/articles/article/compare.html", context)


def _versions(request: HttpRequest, article: Article) -> list[Any]:
    return _pair(request, article.versions.select_related("saved_by"))


def _editions(request: HttpRequest, article: Article) -> list[Any]:
    """Raises Http404 for editions of two languages, which are two texts."""
    pair = _pair(request, Edition.objects.filter(article=article).select_related("published_by"))
    if pair[0].language != pair[1].language:
        raise Http404
    return pair


def _pair(request: HttpRequest, rows: Any) -> list[Any]:
    """The two of `rows` that the address names, the older first. Raises Http404."""
    numbers = [request.GET.get(name, "") for name in ("before", "after")]
    if not all(number.isascii() and number.isdecimal() and len(number) < 19 for number in numbers):
        raise Http404
    found = [rows.filter(pk=int(number)).first() for number in numbers]
    if None in found:
        raise Http404
    return sorted(found, key=lambda row: row.pk)


def _offered(article: Article, chosen: Version | Edition) -> Any:
    if isinstance(chosen, Edition):
        return Edition.objects.filter(article=article, language=chosen.language).defer("document")[:OFFERED]
    return article.versions.select_related("saved_by").defer("dump")[:OFFERED]
