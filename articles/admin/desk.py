"""What the article's other pages on the desk have in common, and its versions."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.editors import editor_of
from articles.content import Refused, restore
from articles.models import Article, Version
from articles.roles import may_publish, may_share, may_sign, may_write

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def article_for(desk: "ArticleAdmin", request: HttpRequest, pk: int, *, may: str) -> Article:
    """The article, for somebody who may. Raises Http404 and PermissionDenied."""
    article = get_object_or_404(Article.objects.with_everything(), pk=pk)
    allowed = {
        "view": desk.has_view_permission(request, article),
        "write": may_write(request.user),
        "publish": may_publish(request.user),
        "sign": may_sign(request.user),
        "share": may_share(request.user),
    }
    if not allowed[may]:
        raise PermissionDenied
    return article


def frame(desk: "ArticleAdmin", request: HttpRequest, article: Article, title: str, **more: Any) -> dict[str, Any]:
    site = desk.admin_site.each_context(request) | {"opts": desk.model._meta, "title": title}
    return site | {"article": article, "languages": settings.LANGUAGES} | more


def back_to(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def versions(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    article = article_for(desk, request, pk, may="view")
    listed = article.versions.select_related("saved_by").defer("dump")
    context = frame(desk, request, article, _("Versions"), versions=listed, may_write=may_write(request.user))
    return render(request, "admin/articles/article/versions.html", context)


def restore_version(desk: "ArticleAdmin", request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Make a version's texts the draft again; what readers get stays as it is until somebody publishes."""
    return require_POST(_restore_version)(request, desk, pk, version)


def _restore_version(request: HttpRequest, desk: "ArticleAdmin", pk: int, version: int) -> HttpResponse:
    article = article_for(desk, request, pk, may="write")
    try:
        restore(get_object_or_404(Version, pk=version, article=article), by=editor_of(request))
    except Refused as refusal:
        words = _("Version %(number)d cannot be the draft again.") % {"number": version}
        messages.error(request, " ".join([words, *(reason for _place, reason in refusal.places)]))
    else:
        messages.success(request, _("The draft now holds the texts of version %(number)d.") % {"number": version})
    return back_to(article)
