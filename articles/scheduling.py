"""Editions that go out at an hour of their own: frozen now, brought live by the worker.

Whatever happens in between, readers never go back: an edition goes out only in the place of the one that readers had
when it was scheduled.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.composing import compose
from articles.content import keep_version
from articles.fitness import address_problems
from articles.models import Article, Edition, ScheduledPublication
from articles.models.scheduled import Hindrance, ScheduledState
from articles.publishing import checked, freeze, kind_of, move_date
from articles.signals import tell_of, told_once

logger = logging.getLogger("crampinfo.publishing")


class OneWaitsAlready(Exception):
    """An article has one hour at which it goes out; call that off first."""


class Hindered(Exception):
    """Why a scheduled publication cannot go out any more: one of Hindrance."""


@transaction.atomic
def schedule(
    article: Article,
    languages: Iterable[str],
    *,
    at: datetime,
    kind: str,
    notes: Mapping[str, str],
    by: User | None = None,
    seen: int | None = None,
) -> ScheduledPublication | None:
    """Freeze `languages` of the draft, to go out `at` an hour to come; None if readers already have these words.

    Raises NotFit and SavedMeanwhile as publish() does, and OneWaitsAlready.
    """
    article = Article.objects.with_everything().locked().get(pk=article.pk)
    if ScheduledPublication.objects.waiting().filter(article=article).exists():
        raise OneWaitsAlready
    changed = list(checked(article, languages, kind=kind, notes=notes, seen=seen))
    if not changed:
        return None
    return ScheduledPublication.objects.create(
        article=article,
        version=keep_version(article, by=by),
        documents={code: compose(article, code) for code in changed},
        instead_of={code: _current(article, code) for code in changed},
        kind=kind,
        notes=dict(notes),
        due_at=at,
        made_by=by,
    )


def _current(article: Article, language: str) -> int | None:
    current = Edition.objects.current().in_language(language).filter(article=article)
    return current.values_list("pk", flat=True).first()


def call_off(scheduled: ScheduledPublication, now: datetime) -> bool:
    """Let a waiting one not go out, or put a failed one aside. False if it is neither by now."""
    return ScheduledPublication.objects.unsettled().filter(pk=scheduled.pk).end(ScheduledState.CALLED_OFF, now) == 1


def overtaken(article: Article, editions: Iterable[Edition], now: datetime) -> list[ScheduledPublication]:
    """Call off what waits for a language that has just gone out in `editions`. Returns what was called off."""
    published = {edition.language for edition in editions}
    waiting = ScheduledPublication.objects.waiting().filter(article=article)
    return [each for each in waiting if published & set(each.languages) and call_off(each, now)]


def bring_live(now: datetime) -> int:
    """Publish everything that is due at `now`. Returns how many went out.

    Several workers may do this at once, and any may be killed: each goes out once, or is kept with the reason.
    """
    due = ScheduledPublication.objects.due(now).order_by("due_at", "pk").values_list("pk", "article_id")
    return sum(_bring_one(pk, article_id, now) for pk, article_id in list(due))


def _bring_one(pk: int, article_id: int, now: datetime) -> bool:
    one = ScheduledPublication.objects.due(now).filter(pk=pk)
    try:
        with transaction.atomic(), told_once():
            article = Article.objects.locked().get(pk=article_id)  # before the row itself, as publish() does
            if not one.end(ScheduledState.OUT, now):
                return False
            tell_of([article_id])
            _publish(article, ScheduledPublication.objects.get(pk=pk), now)
            return True
    except (Hindered, IntegrityError) as reason:
        hindrance = str(reason) if isinstance(reason, Hindered) else Hindrance.ADDRESS
        if one.end(ScheduledState.FAILED, now, hindrance=hindrance):
            logger.error("Scheduled publication %d did not go out: %s", pk, Hindrance(hindrance).value)
        return False


def _publish(article: Article, scheduled: ScheduledPublication, now: datetime) -> None:
    for code, document in scheduled.documents.items():
        _look(article, code, document["slug"], scheduled.instead_of[code])
    kinds = {code: kind_of(article, code, scheduled.kind) for code in scheduled.documents}
    move_date(article, kinds.values(), timezone.localdate(now))
    for code, document in scheduled.documents.items():
        dated = document | {"updated": article.updated.isoformat()}
        note = scheduled.notes.get(code, "")
        freeze(article, dated, kinds[code], note, scheduled.version, scheduled.made_by)


def _look(article: Article, language: str, slug: str, instead_of: int | None) -> None:
    """Raises Hindered if readers have another edition than when it was scheduled, or the address is another's."""
    current = _current(article, language)
    if current != instead_of:
        raise Hindered(Hindrance.TAKEN_DOWN if current is None else Hindrance.NEWER)
    if address_problems(article, language, slug):
        raise Hindered(Hindrance.ADDRESS)
