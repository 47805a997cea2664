"""What an article was: its versions and editions, and the way back to a version."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.desk import article_for, back_to, frame
from articles.admin.editors import editor_of
from articles.content import Refused, restore
from articles.models import Article, Edition, Version
from articles.roles import may_write

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

ON_A_PAGE = 25


def versions_of(article: Article) -> QuerySet[Version]:
    """The versions, the newest first, each with the number of the one `before` it."""
    earlier = Version.objects.filter(article=article, pk__lt=OuterRef("pk")).order_by("-pk")
    listed = article.versions.select_related("saved_by").defer("dump")
    return listed.annotate(before=Subquery(earlier.values("pk")[:1]))


def editions_of(article: Article) -> QuerySet[Edition]:
    """The editions, the newest first, each with the row `before` it in its language."""
    earlier = Edition.objects.filter(article=article, language=OuterRef("language"), number__lt=OuterRef("number"))
    listed = Edition.objects.filter(article=article).select_related("published_by").defer("document", "changes")
    return listed.annotate(before=Subquery(earlier.order_by("-number").values("pk")[:1]))


def versions(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Versions and editions, the newest first, each to be compared with the one before it, or with the draft."""
    article = article_for(desk, request, pk, may="view")
    shown: dict[str, Any] = {
        "versions": Paginator(versions_of(article), ON_A_PAGE).get_page(request.GET.get("page")),
        "editions": Paginator(editions_of(article), ON_A_PAGE).get_page(request.GET.get("editions")),
        "newest": article.versions.values_list("pk", flat=True).first(),
    }
    context = frame(desk, request, article, _("Versions"), may_write=may_write(request.user), **shown)
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
