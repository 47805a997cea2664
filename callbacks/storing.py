"""Write one request and all that goes with it: merged into an open one of its number, with its notice, its promise
and its mail. The caller's transaction makes one of them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from . import notice, outbox, promise
from .models import CallRequest, State
from .references import new_reference

#: How often the row is tried when its reference is taken, or another request of the number comes between.
TRIES = 3


def store(columns: dict[str, Any], now: datetime) -> CallRequest:
    """Store a request of these `columns`, as intake.py makes them.

    While a request of the same number waits for a call, this one is merged into it, and nobody gets a second mail.
    Must run inside a transaction; raises a database error.
    """
    shown = notice.keep(columns["notice_version"], columns["notice_language"])
    call = _insert({**columns, "notice_version": shown})
    promise.make(call, now)  # for spam too: what its sender sees must not tell it from a real one
    if call.state != State.SPAM and call.merged_into_id is None:
        outbox.write(call)
    return call


def _insert(columns: dict[str, Any], tries: int = TRIES) -> CallRequest:
    try:
        with transaction.atomic():
            return CallRequest.objects.create(**columns, merged_into=_open_one_for(columns))
    except IntegrityError:
        if tries == 1:
            raise
    if CallRequest.objects.filter(reference=columns["reference"]).exists():
        columns = {**columns, "reference": new_reference()}
    return _insert(columns, tries - 1)


def _open_one_for(columns: dict[str, Any]) -> CallRequest | None:
    """The request to merge into, held so that nobody closes it meanwhile (SQLite holds the whole database anyway)."""
    if columns["state"] == State.SPAM:
        return None
    open_ones = CallRequest.objects.in_line().of_phone(columns["phone"])
    return open_ones.select_for_update().only("pk").first()
