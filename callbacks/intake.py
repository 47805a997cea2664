"""Take one request in. What this returns is on disk."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import confirming, limits, spool
from .limits import Verdict
from .models import CallRequest, State
from .references import digest_of, new_reference, new_token
from .source import Source
from .storing import store
from .turns import turn

logger = logging.getLogger(__name__)


class NotAccepted(Exception):
    """Nothing of the request is kept, and the person has to be told so."""


class NotStored(NotAccepted):
    """The database refused the request, and so did the spool."""


class NotConfirmed(NotAccepted):
    """So many came that the person is asked to confirm this one."""


class TooMany(NotAccepted):
    """So many came that this one is not taken."""


@dataclass(frozen=True)
class Accepted:
    """A request that is on disk: in the database, or with `call` None in the spool. `token` is kept nowhere else."""

    call: CallRequest | None
    token: str = field(repr=False)

    @property
    def spooled(self) -> bool:
        return self.call is None


def accept(answers: Mapping[str, Any], *, source: Source) -> Accepted:
    """Take in what a valid CallForm cleaned: count it, and store it in the same transaction.

    Returns after the commit, or after the spool is on disk if the database refused. Raises NotStored, NotConfirmed
    or TooMany.
    """
    now, token = timezone.now(), new_token()
    columns = _columns(answers, token, now)
    confirmed = confirming.holds(answers["confirm"], answers["phone"].e164, now)
    call = None
    try:
        with turn(), transaction.atomic(durable=True):
            verdict = limits.judge(source, answers["phone"].e164, now, confirmed=confirmed)
            if verdict is Verdict.FREE:
                call = store(columns, now)
    except Exception as refusal:  # a fault of ours in a promise or a mail must not cost a request either
        # Only its kind: PostgreSQL quotes the row in the message.
        logger.error("A call request could not be stored: %s", type(refusal).__name__)
        _spool(columns)
        return Accepted(None, token)
    if verdict is Verdict.FREE:
        return Accepted(call, token)
    raise TooMany if verdict is Verdict.STOP else NotConfirmed


def _spool(columns: dict[str, Any]) -> None:
    try:
        spool.append({**columns, "received_at": columns["received_at"].isoformat()})
    except spool.SpoolRefused as refusal:
        logger.critical("A call request could not be spooled either: %s", refusal)
        raise NotStored from None


def _columns(answers: Mapping[str, Any], token: str, now: datetime) -> dict[str, Any]:
    as_answered = ("name", "about", "language", "window", "may_leave_message", "may_say_hospital", "notice_language")
    return {
        **{field: answers[field] for field in as_answered},
        "reference": new_reference(),
        "token_digest": digest_of(token),
        "phone": answers["phone"].e164,
        "extension": answers["phone"].extension,
        "notice_version": answers["notice"],
        "received_at": now,
        # Whoever filled in the box that nobody sees is kept aside for a week, not refused: a browser may have done it
        # for a real person.
        "state": (State.SPAM if answers["website"] else State.NEW).value,
    }
