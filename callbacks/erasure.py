"""Forget people: when the time that the privacy notice names has come, when they say so, or when they ask us to.

The rows stay, for counting, with nothing in them that leads to a person.
"""

import logging
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from auditlog.models import LogEntry as Opened
from django.contrib.admin.models import LogEntry as Done
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from . import outbox, spool
from .forgetting import NOTHING, Forgotten, forget
from .models import OPEN, CallRequest, Mail, Promise, State
from .querysets import CallRequestQuerySet

logger = logging.getLogger(__name__)

#: Days that the personal part of a request is kept, and the states it is about: after being closed, else received.
KEPT_DAYS = {"closed": 30, "spam": 7, "never reached": 90}
_STATES = {"closed": (State.CLOSED,), "spam": (State.SPAM,), "never reached": (*OPEN, State.REACHED)}

#: Stands in the audit where the reference of a person who asked to be forgotten stood.
ERASED = "erased"


def erase_what_is_due(now: datetime, *, dry_run: bool = False) -> dict[str, int]:
    """Erase, or with `dry_run` only count, every request whose time has come by `now`, with those merged into it.

    Returns a count by kind.
    """
    counts = {}
    for kind, days in KEPT_DAYS.items():
        overdue = CallRequest.objects.kept_too_long(_STATES[kind], now - timedelta(days=days))
        counts[kind] = overdue.count() if dry_run else overdue.erase(now)
    return counts


def withdraw(call: CallRequest, now: datetime) -> bool:
    """Erase `call` because its person said so on its page, and end what waits for it. False if it was erased before.

    Whoever knows a number can ask for a call to it, so a request that was merged into this one stays, and takes its
    place in the line.
    """
    with transaction.atomic():
        this = CallRequest.objects.filter(pk=call.pk)
        if not _empty(this, None, now):
            return False
        again = CallRequest.objects.open().filter(merged_into=call).order_by("received_at", "pk").first()
        if again:
            CallRequest.objects.filter(merged_into=call).exclude(pk=again.pk).update(merged_into=again)
            CallRequest.objects.filter(pk=again.pk).update(merged_into=None)
            outbox.write(again)  # the mail that told the team of this number went with the other request
    return True


@dataclass(frozen=True)
class Erased:
    """How much was found of one number. `spooled` is None if what waits on disk could not be looked through."""

    requests: int = 0
    mails: int = 0
    audit: int = 0
    spooled: Forgotten | None = NOTHING


def erase_number(e164: str, by: Any, now: datetime) -> Erased:
    """Erase everything there is of one number, whatever its state, merged requests, mails, audit and spool included.

    Who opened a request stays on record without its reference; what is left is the row, for counting.
    """
    with ExitStack() as held:
        try:
            held.enter_context(spool.locked("replay-lock"))  # else a replay carries a line past us, into the database
            spooled = forget(e164)
        except OSError as refusal:
            logger.error("The spool could not be looked through for one number: %s", type(refusal).__name__)
            spooled = None
        return replace(_erase_stored(e164, by, now), spooled=spooled)


@transaction.atomic
def _erase_stored(e164: str, by: Any, now: datetime) -> Erased:
    found = list(CallRequest.objects.of_phone(e164).values_list("pk", flat=True))
    found += CallRequest.objects.filter(merged_into__in=found).exclude(pk__in=found).values_list("pk", flat=True)
    these = CallRequest.objects.filter(pk__in=found)
    mails = Mail.objects.filter(call__in=found).count()
    return Erased(_empty(these, by, now), mails, _unname(found))


def _empty(these: CallRequestQuerySet, by: Any, now: datetime) -> int:
    """Close what is open, drop its mails and its promise, and erase. Returns how many were readable."""
    pks = list(these.readable().values_list("pk", flat=True))
    open_ones = CallRequest.objects.filter(pk__in=pks, state__in=OPEN)
    Promise.objects.unsettled().filter(call__in=open_ones).delete()
    open_ones.update(state=State.CLOSED, closed_by=by, closed_at=now, claimed_by=None, claimed_at=None)
    Mail.objects.filter(call__in=pks).delete()
    return CallRequest.objects.filter(pk__in=pks).erase(now)


def _unname(pks: list[int]) -> int:
    """Take the references of these requests out of both audits. Returns how many entries there are."""
    kind = ContentType.objects.get_for_model(CallRequest)
    opened = Opened.objects.filter(content_type=kind, object_id__in=pks).update(object_repr=ERASED)
    return opened + Done.objects.filter(content_type=kind, object_id__in=map(str, pks)).update(object_repr=ERASED)
