"""Giving an edition an hour at which it goes out, calling it off, and saying what did not go out."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.desk import article_for
from articles.admin.editors import editor_of
from articles.admin.forms import SAVED_MEANWHILE, PublishForm
from articles.admin.listing import named
from articles.fitness import NotFit
from articles.models import Article, ScheduledPublication
from articles.publishing import SavedMeanwhile
from articles.roles import may_publish
from articles.scheduling import OneWaitsAlready, call_off, overtaken, schedule

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def unsettled(article: Article) -> QuerySet[ScheduledPublication]:
    return ScheduledPublication.objects.unsettled().filter(article=article).select_related("made_by")


def in_words(at: Any) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def set_hour(request: HttpRequest, article: Article, form: PublishForm) -> list[Any]:
    """Schedule, and say so; or give back what keeps the article from it."""
    said = form.cleaned_data
    more = {"kind": said["kind"], "notes": form.notes, "by": editor_of(request), "seen": said["seen_version"]}
    more["right"] = request.POST.getlist("right")
    try:
        made = schedule(article, said["languages"], at=said["at"], **more)
    except NotFit as unfit:
        return unfit.problems
    except SavedMeanwhile:
        return [SAVED_MEANWHILE]
    except OneWaitsAlready:
        return [_("Another edition of this article is scheduled already. Call that one off first.")]
    if made is None:
        messages.info(request, _("Readers already have these words; nothing was scheduled."))
    else:
        words = _("Scheduled: it goes out on %(when)s, as it is written now.") % {"when": in_words(made.due_at)}
        messages.success(request, words)
    return []


def say_overtaken(request: HttpRequest, article: Article) -> None:
    """Call off what waits, if readers have just been given something else, and say so."""
    for each in overtaken(article, timezone.now()):
        words = _("What was scheduled for %(when)s is called off, since readers now have other editions.")
        messages.warning(request, words % {"when": in_words(each.due_at)})


def call_off_page(desk: "ArticleAdmin", request: HttpRequest, pk: int, scheduled: int) -> HttpResponse:
    """Call off what waits, or put aside what did not go out."""
    return require_POST(_call_off)(request, desk, pk, scheduled)


def _call_off(request: HttpRequest, desk: "ArticleAdmin", pk: int, scheduled: int) -> HttpResponse:
    article = article_for(desk, request, pk, may="publish")
    one = get_object_or_404(ScheduledPublication, pk=scheduled, article=article)
    if call_off(one, timezone.now()):
        messages.success(request, _("Called off; it does not go out."))
    else:
        messages.warning(request, _("Too late: this has gone out, or was called off before."))
    return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[article.pk]))


def complain_of_failed(request: HttpRequest) -> None:
    """Tell whoever publishes of every edition that should have gone out and did not."""
    if request.method != "GET" or not may_publish(request.user):
        return
    for each in ScheduledPublication.objects.failed().select_related("article"):
        said = {"article": named(each.article, "title"), "when": in_words(each.due_at)}
        words = _("“%(article)s” did not go out on %(when)s.") % said
        address = reverse("admin:articles_article_publish", args=[each.article_id])
        link = '{} {} <a href="{}">{}</a>'
        messages.error(request, format_html(link, words, each.get_hindrance_display(), address, _("See to it")))
