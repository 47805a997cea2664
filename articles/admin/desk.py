"""The article's other pages on the desk: preview, publish, take down, versions."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_POST

from articles.admin.editors import editor_of
from articles.admin.forms import PublishForm
from articles.composing import compose
from articles.content import Refused, restore
from articles.models import Article, Edition, Version
from articles.publishing import NotFit, fit_languages, problems, publish, unpublish
from articles.views import reading

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


def _article(desk: "ArticleAdmin", request: HttpRequest, pk: int, *, may: str) -> Article:
    """The article, for somebody who may. Raises Http404 and PermissionDenied."""
    article = get_object_or_404(Article.objects.with_everything(), pk=pk)
    allowed = {
        "view": desk.has_view_permission(request, article),
        "change": desk.has_change_permission(request, article),
        "publish": request.user.has_perm("articles.publish_article"),
    }
    if not allowed[may]:
        raise PermissionDenied
    return article


def _page(desk: "ArticleAdmin", request: HttpRequest, article: Article, title: str, **more: Any) -> dict[str, Any]:
    frame = desk.admin_site.each_context(request) | {"opts": desk.model._meta, "title": title}
    return frame | {"article": article, "languages": settings.LANGUAGES} | more


def _back(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def preview(desk: "ArticleAdmin", request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The saved draft, from the same document and template as a published page."""
    if language not in LANGUAGE_CODES:
        raise Http404
    article = _article(desk, request, pk, may="view")
    request.is_preview = True
    with override(language):
        addresses = {
            code: reverse("admin:articles_article_preview", args=[article.pk, code]) for code in LANGUAGE_CODES
        }
        current = Edition.objects.current().in_language(language).filter(article=article).first()
        changes = current.changes if current else []
        context = reading(compose(article, language), changes, preview=True) | {"addresses": addresses}
        context["page"]["back"] = reverse("admin:articles_article_change", args=[article.pk])
        response = render(request, "articles/article.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def publish_page(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Choose languages, kind and notes; or be told what keeps the article from being published."""
    article = _article(desk, request, pk, may="publish")
    fit = fit_languages(article)
    form = PublishForm(request.POST or None, initial={"languages": fit})
    refusal = []
    if request.method == "POST" and form.is_valid():
        try:
            editions = publish(
                article,
                form.cleaned_data["languages"],
                kind=form.cleaned_data["kind"],
                notes=form.notes,
                by=editor_of(request),
            )
        except NotFit as unfit:
            refusal = unfit.problems
        else:
            _say_published(request, editions)
            return _back(article)
    current = Edition.objects.current().filter(article=article).order_by("language")
    keeping_back = [problem for code in LANGUAGE_CODES for problem in problems(article, code)]
    context = _page(
        desk, request, article, _("Publish"), form=form, refusal=refusal, keeping_back=keeping_back, current=current
    )
    return render(
        request, "admin/articles/article/publish.html", context, status=422 if refusal or form.errors else 200
    )


def _say_published(request: HttpRequest, editions: list[Edition]) -> None:
    for edition in editions:
        words = _("Published in %(language)s: edition %(number)d.")
        named = {"language": edition.get_language_display(), "number": edition.number}
        messages.success(request, words % named)
    if not editions:
        messages.info(request, _("Readers already have these words; nothing was published."))


def take_down(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Take the article down in the languages that are ticked."""
    return require_POST(_take_down)(request, desk, pk)


def _take_down(request: HttpRequest, desk: "ArticleAdmin", pk: int) -> HttpResponse:
    article = _article(desk, request, pk, may="publish")
    languages = [code for code in request.POST.getlist("languages") if code in LANGUAGE_CODES]
    if not languages:
        messages.warning(request, _("No language was ticked; nothing was taken down."))
        return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[article.pk]))
    taken = unpublish(article, languages)
    words = ngettext("Taken down in %(count)d language.", "Taken down in %(count)d languages.", len(taken))
    messages.success(request, words % {"count": len(taken)})
    return _back(article)


def versions(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    article = _article(desk, request, pk, may="view")
    listed = article.versions.select_related("saved_by").defer("dump")
    may_change = desk.has_change_permission(request, article)
    context = _page(desk, request, article, _("Versions"), versions=listed, may_change=may_change)
    return render(request, "admin/articles/article/versions.html", context)


def restore_version(desk: "ArticleAdmin", request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Make a version's texts the draft again; what readers get stays as it is until somebody publishes."""
    return require_POST(_restore_version)(request, desk, pk, version)


def _restore_version(request: HttpRequest, desk: "ArticleAdmin", pk: int, version: int) -> HttpResponse:
    article = _article(desk, request, pk, may="change")
    try:
        restore(get_object_or_404(Version, pk=version, article=article), by=editor_of(request))
    except Refused as refusal:
        words = _("Version %(number)d cannot be the draft again.") % {"number": version}
        messages.error(request, " ".join([words, *(reason for _place, reason in refusal.places)]))
    else:
        messages.success(request, _("The draft now holds the texts of version %(number)d.") % {"number": version})
    return _back(article)
