"""Publishing an article, and taking it down."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import accord, place_names
from articles.admin import scheduling
from articles.admin.desk import article_for, back_to, frame
from articles.admin.editors import editor_of
from articles.admin.forms import SAVED_MEANWHILE, PublishForm
from articles.fitness import NotFit, fit_languages, problems
from articles.models import Article, Edition
from articles.models.words import LANGUAGES, ChangeKind
from articles.publishing import SavedMeanwhile, publish, unpublish

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def publish_page(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Choose languages, kind and notes; or be told what keeps the article from being published."""
    article = article_for(desk, request, pk, may="publish")
    newest = article.versions.first()
    seen = {"languages": _to_tick(article), "seen_version": newest.pk if newest else None}
    form = PublishForm(request.POST or None, initial=seen)
    refusal: list[Any] = []
    if request.method == "POST" and form.is_valid():
        step = scheduling.set_hour if "_schedule" in request.POST else _publish
        refusal = step(request, article, form)
        if not refusal:
            return back_to(article)
    current = Edition.objects.current().filter(article=article).order_by("language")
    keeping_back = [problem for code in LANGUAGES for problem in problems(article, code)]
    more = {"form": form, "refusal": refusal, "keeping_back": keeping_back, "current": current}
    more["disagreements"] = _side_by_side(article, request.POST.getlist("right"))
    more |= {"scheduled": scheduling.unsettled(article), "now": timezone.localtime()}
    status = 422 if refusal or form.errors else 200
    context = frame(desk, request, article, _("Publish"), **more)
    return render(request, "admin/articles/article/publish.html", context, status=status)


def _to_tick(article: Article) -> list[str]:
    """The fit languages that readers have now, or never had; one that was taken down comes back only on purpose."""
    had = set(Edition.objects.filter(article=article).values_list("language", flat=True))
    has = set(Edition.objects.current().filter(article=article).values_list("language", flat=True))
    return [code for code in fit_languages(article) if code in has or code not in had]


def _side_by_side(article: Article, ticked: list[str]) -> list[dict[str, Any]]:
    """Where the languages disagree, for the page: each text with what stands in it only."""
    disagreements = accord.open_questions(article)
    names = place_names.names(article) if disagreements else {}
    return [
        {
            "place": names[found.place],
            "texts": found.fingerprint,
            "ticked": found.fingerprint in ticked,
            "sides": [(code, name, found.runs(code), found.links[code]) for code, name in settings.LANGUAGES],
        }
        for found in disagreements
    ]


def _publish(request: HttpRequest, article: Article, form: PublishForm) -> list[Any]:
    """Publish, and say so; or give back what keeps the article from being published."""
    said = form.cleaned_data
    more = {"kind": said["kind"], "notes": form.notes, "by": editor_of(request), "seen": said["seen_version"]}
    more["right"] = request.POST.getlist("right")
    try:
        editions = publish(article, said["languages"], **more)
    except NotFit as unfit:
        return unfit.problems
    except SavedMeanwhile:
        return [SAVED_MEANWHILE]
    _say_published(request, editions)
    scheduling.say_overtaken(request, article)
    if any(edition.kind == ChangeKind.FIRST and edition.note for edition in editions):
        messages.info(request, _("A first edition changes nothing for readers, so its note is kept but not shown."))
    return []


def _say_published(request: HttpRequest, editions: list[Edition]) -> None:
    for edition in editions:
        words = _("Published in %(language)s: edition %(number)d.")
        named = {"language": edition.get_language_display(), "number": edition.number}
        messages.success(request, words % named)
    for edition in Edition.objects.issued_with(editions):
        words = _("Issued again in %(language)s, for the change of safety: edition %(number)d.")
        messages.info(request, words % {"language": edition.get_language_display(), "number": edition.number})
    if not editions:
        messages.info(request, _("Readers already have these words; nothing was published."))


def take_down(desk: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Take the article down in the languages that are ticked."""
    return require_POST(_take_down)(request, desk, pk)


def _take_down(request: HttpRequest, desk: "ArticleAdmin", pk: int) -> HttpResponse:
    article = article_for(desk, request, pk, may="publish")
    languages = [code for code in request.POST.getlist("languages") if code in LANGUAGES]
    if not languages:
        messages.warning(request, _("No language was ticked; nothing was taken down."))
        return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[article.pk]))
    taken = unpublish(article, languages)
    words = ngettext("Taken down in %(count)d language.", "Taken down in %(count)d languages.", len(taken))
    messages.success(request, words % {"count": len(taken)})
    scheduling.say_overtaken(request, article)
    return back_to(article)
