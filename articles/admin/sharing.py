"""Links under which somebody without a login reads the draft: made, listed and taken back."""

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.desk import article_for, frame
from articles.admin.editors import editor_of
from articles.models import Article, PreviewLink

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

LISTED = 50


class LinkForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect, initial="en"
    )


def links(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """The article's links, the newest first, and the form that makes one."""
    article = article_for(desk, request, pk, may="share")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        PreviewLink.objects.create(article=article, made_by=editor_of(request), **form.cleaned_data)
        messages.success(request, _("The link is made. Whoever holds it can read the draft for seven days."))
        return _back(article)
    listed = article.preview_links.select_related("made_by")[:LISTED]
    shown = {"form": form, "links": listed, "now": timezone.now(), "site": settings.SITE_URL}
    context = frame(desk, request, article, _("Preview links"), **shown)
    status = 422 if form.errors else 200
    return render(request, "admin/articles/article/preview_links.html", context, status=status)


def revoke(desk: "ArticleAdmin", request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Take a link back: from now on it opens nothing."""
    return require_POST(_revoke)(request, desk, pk, link)


def _revoke(request: HttpRequest, desk: "ArticleAdmin", pk: int, link: int) -> HttpResponse:
    article = article_for(desk, request, pk, may="share")
    get_object_or_404(article.preview_links, pk=link)
    article.preview_links.filter(pk=link, revoked_at=None).update(revoked_at=timezone.now())
    messages.success(request, _("The link opens nothing any more."))
    return _back(article)


def _back(article: Article) -> HttpResponse:
    response = HttpResponseRedirect(reverse("admin:articles_article_preview_links", args=[article.pk]))
    response.status_code = 303
    return response
