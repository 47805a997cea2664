"""What was scheduled goes out.

Whatever happened in between, readers never go back: it goes out only where they have, in every language, the editions
that they had when it was scheduled. Else it is kept, with the reason.
"""

import logging
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import safety
from articles.fitness import address_problems
from articles.freezing import TOLD, Outgoing, freeze
from articles.models import Article, Edition, ScheduledPublication
from articles.models.scheduled import Hindrance, ScheduledState
from articles.models.words import ChangeKind
from articles.scheduling import readers_have
from articles.signals import tell_of, told_once

logger = logging.getLogger("crampinfo.publishing")


class Hindered(Exception):
    """Why it cannot go out any more: one of Hindrance."""


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
    have = readers_have(article)
    if have != scheduled.instead_of:
        gone = any(edition and not have[code] for code, edition in scheduled.instead_of.items())
        raise Hindered(Hindrance.TAKEN_DOWN if gone else Hindrance.NEWER)
    if any(address_problems(article, each["language"], each["document"]["slug"]) for each in scheduled.outgoing):
        raise Hindered(Hindrance.ADDRESS)
