"""The desk's table of articles: names, how each stands in every language, and what may be asked of that."""

from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Standing
from articles.models.words import LANGUAGES
from articles.showing import text_of

STATES = {
    "stale-safety": _("safety text untranslated"),
    "stale": _("stale"),
    "missing": _("missing"),
    "draft-differs": _("draft differs"),
    "not-published": _("not published"),
    "published": _("published"),
}


def named(row: Any, field: str) -> str:
    """The name of `row` in the editor's language or else in the other one; its key, if it has none yet."""
    text = text_of(row, field, get_language())
    return text["text"] if text else row.key


def chips(article: Article, language: str) -> SafeString:
    """How `article`, which comes with_standing(), stands in `language`: what readers have, then what is to be done."""
    standing = next((each for each in article.standings.all() if each.language == language), Standing())
    said = [(_out(standing), STATES[_out(standing)]), *_to_do(standing)]
    return format_html_join(" ", '<span class="state {}">{}</span>', said)


def _out(standing: Standing) -> str:
    if not standing.published:
        return "not-published"
    return "draft-differs" if standing.differs else "published"


def _to_do(standing: Standing) -> list[tuple[str, str]]:
    safety = standing.stale_safety if standing.published else 0
    counted = [
        ("stale-safety", safety, ngettext("%d safety", "%d safety", safety)),
        ("stale", standing.stale, ngettext("%d stale", "%d stale", standing.stale)),
        ("missing", standing.missing, ngettext("%d missing", "%d missing", standing.missing)),
    ]
    return [(name, words % number) for name, number, words in counted if number]


def review(article: Article) -> str:
    """When `article` is to be reviewed next, with a word if that day is past and readers have it."""
    out = any(each.published for each in article.standings.all())
    if not article.next_review:
        return ""
    day = date_format(article.next_review)
    if not out or article.next_review >= timezone.localdate():
        return day
    return format_html('{} <span class="state overdue">{}</span>', day, _("overdue"))


class InLanguage(SimpleListFilter):
    """Which language is asked about: the table then shows no other."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return settings.LANGUAGES

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset


class That(SimpleListFilter):
    """How the articles stand, in the language that is asked about or else in any."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet | None:
        return queryset.that_stand(self.value(), asked_language(request)) if self.value() in STATES else None


class Review(SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet | None:
        return queryset.review_overdue(timezone.localdate()) if self.value() == "overdue" else None


class GoingOut(SimpleListFilter):
    title = _("going out at an hour")
    parameter_name = "scheduled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("waiting", _("waiting")), ("failed", _("did not go out"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet | None:
        return queryset.with_scheduled(self.value()) if self.value() in ("waiting", "failed") else None


class Sources(SimpleListFilter):
    title = _("sources")
    parameter_name = "sources"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("broken", _("an address does not answer"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet | None:
        return queryset.with_broken_sources() if self.value() == "broken" else None


def asked_language(request: HttpRequest) -> str | None:
    """The language that the table is asked about."""
    asked = request.GET.get(InLanguage.parameter_name)
    return asked if asked in LANGUAGES else None
