"""What the article's other pages on the desk have in common: who may see them, their frame, the way back."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.models import Article
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
