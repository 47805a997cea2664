"""What needs somebody at the editors' desk: only what their rights let them do, in the languages they write."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from articles.models import Article, ScheduledPublication, Standing
from articles.querysets import STANDS
from articles.roles import languages_of, may_publish, may_sign, may_write

Need = tuple[str, int, str, str]  # how pressing ("at-once", "soon", "known"), how many, of what, the list of them

LANGUAGE_NAMES = dict(settings.LANGUAGES)


def of(person: Any, now: datetime) -> Iterator[Need]:
    """What `person` may see to, with what is of no number too."""
    counted = _counted()
    for code in languages_of(person):
        yield from _translations(code, counted[code])
    if may_publish(person):
        yield from _scheduled()
        yield from (_drafts(code, counted[code]["draft-differs"]) for code in counted)
    if may_write(person):
        yield _sources(Article.objects.with_broken_sources().count())
    if may_write(person) or may_sign(person):
        yield _reviews(Article.objects.review_overdue(timezone.localdate(now)).count())


def _counted() -> dict[str, dict[str, int]]:
    """For each language, in how many articles each of STANDS holds. One query."""
    none = {code: dict.fromkeys(STANDS, 0) for code in LANGUAGE_NAMES}
    numbers = {name: Count("pk", filter=stands) for name, stands in STANDS.items()}
    rows = Standing.objects.order_by("language").values("language").annotate(**numbers)
    return none | {row["language"]: row for row in rows}


def address(**asked: str) -> str:
    """The list of the articles of which this is so."""
    return f"{reverse('admin:articles_article_changelist')}?{urlencode(asked)}"


def _translations(code: str, counted: dict[str, int]) -> Iterator[Need]:
    language = LANGUAGE_NAMES[code]
    safety, stale, missing = (counted[name] for name in ("stale-safety", "stale", "missing"))
    words = ngettext(
        "article whose safety texts await their %(language)s translation",
        "articles whose safety texts await their %(language)s translation",
        safety,
    )
    yield "at-once", safety, words % {"language": language}, address(language=code, state="stale-safety")
    words = ngettext(
        "article with %(language)s texts whose source has changed",
        "articles with %(language)s texts whose source has changed",
        stale,
    )
    yield "soon", stale, words % {"language": language}, address(language=code, state="stale")
    words = ngettext(
        "article with texts missing in %(language)s", "articles with texts missing in %(language)s", missing
    )
    yield "soon", missing, words % {"language": language}, address(language=code, state="missing")


def _drafts(code: str, number: int) -> Need:
    words = ngettext(
        "article whose %(language)s draft readers do not have yet",
        "articles whose %(language)s drafts readers do not have yet",
        number,
    )
    return "soon", number, words % {"language": LANGUAGE_NAMES[code]}, address(language=code, state="draft-differs")


def _sources(number: int) -> Need:
    words = ngettext(
        "article with a source whose address does not answer",
        "articles with sources whose addresses do not answer",
        number,
    )
    return "soon", number, words, address(sources="broken")


def _scheduled() -> Iterator[Need]:
    rows = ScheduledPublication.objects.unsettled().order_by("state").values("state")
    counted = {row["state"]: row["articles"] for row in rows.annotate(articles=Count("article", distinct=True))}
    failed, waiting = counted.get("failed", 0), counted.get("waiting", 0)
    words = ngettext(
        "article that should have gone out and did not", "articles that should have gone out and did not", failed
    )
    yield "at-once", failed, words, address(scheduled="failed")
    words = ngettext("article that goes out at its hour", "articles that go out at their hour", waiting)
    yield "known", waiting, words, address(scheduled="waiting")


def _reviews(number: int) -> Need:
    words = ngettext("article whose review is overdue", "articles whose reviews are overdue", number)
    return "soon", number, words, address(review="overdue")
