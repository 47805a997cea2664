"""Editions that go out at an hour of their own: thought through and frozen now, brought live by the worker.

Whatever happens in between, readers never go back: an edition goes out only where they have, in every language, the
editions that they had when it was scheduled.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import safety
from articles.content import keep_version
from articles.fitness import NotFit, address_problems
from articles.freezing import TOLD, Outgoing, freeze
from articles.models import Article, Edition, ScheduledPublication
from articles.models.scheduled import Hindrance, ScheduledState
from articles.models.words import LANGUAGES, ChangeKind
from articles.outgoing import Going
from articles.publishing import SavedMeanwhile
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
    right: Collection[str] = (),
) -> ScheduledPublication | None:
    """Freeze what publish() would publish now, to go out `at` an hour to come, under the date of that day; None if
    readers already have these words. Raises NotFit and SavedMeanwhile as publish() does, and OneWaitsAlready.
    """
    article = Article.objects.locked().get(pk=article.pk)
    if ScheduledPublication.objects.waiting().filter(article=article).exists():
        raise OneWaitsAlready
    if seen is not None and seen != article.versions.values_list("pk", flat=True).first():
        raise SavedMeanwhile
    named, day = list(dict.fromkeys(languages)), timezone.localdate(at)
    out, others = _thought_through(article.pk, named, ChangeKind(kind), notes, day, right)
    if not out:
        return None
    return ScheduledPublication.objects.create(
        article=article,
        version=keep_version(article, by=by),
        languages=named,
        outgoing=[_kept(each) for each in out],
        becoming_safety=sorted(others),
        instead_of=_readers_have(article),
        due_at=at,
        made_by=by,
    )


def _thought_through(pk: int, *publishing: Any) -> tuple[list[Outgoing], set[str]]:
    """What would go out, and what would become a matter of safety; of what that writes into the rows nothing stays."""
    with transaction.atomic():
        going = Going(Article.objects.with_everything().get(pk=pk), *publishing)
        out = going.thought_through()
        transaction.set_rollback(True)
    if going.found:
        raise NotFit(going.found)
    return out, going.others


def _kept(out: Outgoing) -> dict[str, Any]:
    told = {"kind": str(out.kind), "note": out.note, "accepted": out.accepted}
    return {"language": out.language, "document": out.document, **told}


def _readers_have(article: Article) -> dict[str, int | None]:
    current = dict(Edition.objects.current().filter(article=article).values_list("language", "pk"))
    return {code: current.get(code) for code in LANGUAGES}


def call_off(scheduled: ScheduledPublication, now: datetime) -> bool:
    """Let a waiting one not go out, or put a failed one aside. False if it is neither by now."""
    return ScheduledPublication.objects.unsettled().filter(pk=scheduled.pk).end(ScheduledState.CALLED_OFF, now) == 1


def overtaken(article: Article, now: datetime) -> list[ScheduledPublication]:
    """Call off what waits to go out in the place of editions that readers no longer have. Returns what it was."""
    waiting = ScheduledPublication.objects.waiting().filter(article=article)
    have = _readers_have(article)
    return [each for each in waiting if each.instead_of != have and call_off(each, now)]


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
            article = Article.objects.with_everything().locked().get(pk=article_id)  # first, as publish() does
            if not one.end(ScheduledState.OUT, now):
                return False
            tell_of([article_id])
            _publish(article, ScheduledPublication.objects.get(pk=pk))
            return True
    except (Hindered, IntegrityError) as reason:
        hindrance = str(reason) if isinstance(reason, Hindered) else Hindrance.ADDRESS
        if one.end(ScheduledState.FAILED, now, hindrance=hindrance):
            logger.error("Scheduled publication %d did not go out: %s", pk, Hindrance(hindrance).value)
        return False


def _publish(article: Article, scheduled: ScheduledPublication) -> None:
    _look(article, scheduled)
    lasts = {each.language: each for each in Edition.objects.filter(article=article).order_by("number")}
    current = {code: edition for code, edition in lasts.items() if edition.is_current}
    day, others = timezone.localdate(scheduled.due_at).isoformat(), set(scheduled.becoming_safety)
    safety.mark(article, scheduled.languages, current, day, others=others)
    days = [each["document"]["updated"] for each in scheduled.outgoing if each["kind"] in TOLD]
    article.updated = max([article.updated, *map(date.fromisoformat, days)])
    article.save(update_fields=["updated"])
    for each in scheduled.outgoing:
        kind = ChangeKind(each["kind"])
        out = Outgoing(**each | {"kind": kind, "last": lasts.get(each["language"])})
        freeze(article, out, scheduled.version, scheduled.made_by)


def _look(article: Article, scheduled: ScheduledPublication) -> None:
    """Raises Hindered if readers have other editions than when it was scheduled, or an address is another's."""
    have = _readers_have(article)
    if have != scheduled.instead_of:
        gone = any(edition and not have[code] for code, edition in scheduled.instead_of.items())
        raise Hindered(Hindrance.TAKEN_DOWN if gone else Hindrance.NEWER)
    if any(address_problems(article, each["language"], each["document"]["slug"]) for each in scheduled.outgoing):
        raise Hindered(Hindrance.ADDRESS)
