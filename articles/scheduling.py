"""Editions that go out at an hour of their own: thought through and frozen now, brought live by the worker."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.content import keep_version
from articles.fitness import NotFit
from articles.freezing import Outgoing
from articles.models import Article, Edition, ScheduledPublication
from articles.models.scheduled import ScheduledState
from articles.models.words import LANGUAGES, ChangeKind
from articles.outgoing import Going
from articles.publishing import SavedMeanwhile


class OneWaitsAlready(Exception):
    """An article has one hour at which it goes out; call that off first."""


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
        instead_of=readers_have(article),
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


def readers_have(article: Article) -> dict[str, int | None]:
    """The row of the current edition in each language, None where there is none."""
    current = dict(Edition.objects.current().filter(article=article).values_list("language", "pk"))
    return {code: current.get(code) for code in LANGUAGES}


def call_off(scheduled: ScheduledPublication, now: datetime) -> bool:
    """Let a waiting one not go out, or put a failed one aside. False if it is neither by now."""
    return ScheduledPublication.objects.unsettled().filter(pk=scheduled.pk).end(ScheduledState.CALLED_OFF, now) == 1


def overtaken(article: Article, now: datetime) -> list[ScheduledPublication]:
    """Call off what waits to go out in the place of editions that readers no longer have. Returns what it was."""
    waiting = ScheduledPublication.objects.waiting().filter(article=article)
    have = readers_have(article)
    return [each for each in waiting if each.instead_of != have and call_off(each, now)]
