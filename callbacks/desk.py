"""What the desk does with a request: take it on, call, say what came of it.

Every step is one conditional UPDATE, so that of two people who do the same thing at once one is told that it was
too late. Requests merged into this one go along with it.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from . import context, promise
from .calling_time import first_moment
from .models import CallAttempt, CallRequest, Outcome, State
from .querysets import CLAIM_LASTS

#: From each state, where a request may go. Whatever is not here is refused.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.NEW: frozenset({State.IN_PROGRESS, State.CLOSED, State.SPAM}),
    State.IN_PROGRESS: frozenset({State.NEW, State.NO_ANSWER, State.REACHED, State.CLOSED, State.SPAM}),
    State.NO_ANSWER: frozenset({State.IN_PROGRESS, State.CLOSED, State.SPAM}),
    State.REACHED: frozenset({State.CLOSED, State.NEW}),
    State.CLOSED: frozenset({State.NEW}),
    State.SPAM: frozenset({State.NEW}),
}

#: Where each outcome of a try leads. A wrong number can be reached by no further try.
LEADS_TO = {
    Outcome.REACHED: State.REACHED,
    Outcome.NO_ANSWER: State.NO_ANSWER,
    Outcome.BUSY: State.NO_ANSWER,
    Outcome.MESSAGE: State.NO_ANSWER,
    Outcome.WRONG_NUMBER: State.CLOSED,
}

#: The tries offered after one that reached nobody.
PAUSES = {"30": timedelta(minutes=30), "120": timedelta(hours=2), "1440": timedelta(days=1)}


def claim(call: CallRequest, by: Any, now: datetime) -> bool:
    """Take `call` on, for CLAIM_LASTS. False if somebody else was faster, or it is not to be called any more."""
    mine = {"state": State.IN_PROGRESS, "claimed_by": by, "claimed_at": now, "next_try_at": None}
    return CallRequest.objects.free(now).filter(pk=call.pk).update(**mine) == 1


def release(call: CallRequest, by: Any) -> bool:
    """Give `call` back untouched. False if it is not with `by`."""
    return _give_back(Q(pk=call.pk, claimed_by=by)) == 1


def release_expired(now: datetime) -> int:
    """Give back every request that was taken on CLAIM_LASTS ago or earlier and nothing came of. Returns how many."""
    return _give_back(Q(claimed_at__lte=now - CLAIM_LASTS))


def _give_back(which: Q) -> int:
    tried = Exists(CallAttempt.objects.filter(call=OuterRef("pk")))
    state = Case(When(tried, then=Value(State.NO_ANSWER)), default=Value(State.NEW))
    taken = CallRequest.objects.filter(which, state=State.IN_PROGRESS)
    return taken.update(state=state, claimed_by=None, claimed_at=None)


def move(call: CallRequest, to: str, by: Any, now: datetime) -> bool:
    """Bring `call` into the state `to`, if TRANSITIONS allows it and nobody else has taken it on. False if not.

    A request that waits again is promised a new time. It cannot while another one of its number waits.
    """
    if to == State.IN_PROGRESS:
        return claim(call, by, now)
    from_where = [state for state, onwards in TRANSITIONS.items() if to in onwards]
    ours = CallRequest.objects.readable().filter(state__in=from_where, merged_into=None)
    columns = _columns(to, by, now)
    try:
        with transaction.atomic():
            if not ours.exclude(~Q(claimed_by=by), state=State.IN_PROGRESS).filter(pk=call.pk).update(**columns):
                return False
            CallRequest.objects.readable().filter(merged_into=call).update(**columns)
            if to == State.NEW and not call.promises.unsettled().exists():
                promise.make_again(call, now)
    except IntegrityError:  # one open request a number
        return False
    return True


def _columns(to: str, by: Any, now: datetime) -> dict[str, Any]:
    closed = to == State.CLOSED
    claim_ends = {"claimed_by": None, "claimed_at": None, "next_try_at": None}
    return {"state": to, "closed_by": by if closed else None, "closed_at": now if closed else None, **claim_ends}


def record(
    call: CallRequest, by: Any, outcome: str, now: datetime, pause: timedelta | None = None
) -> CallAttempt | None:
    """Write down a try to call, by whoever has taken `call` on, and go where its outcome leads.

    Settles the open promise; who was not reached is promised another time, for the next try: after `pause`, and when
    a telephone may ring that suits them.
    None if the request is not, or no longer, with `by`.
    """
    again = LEADS_TO[Outcome(outcome)] == State.NO_ANSWER
    next_try = first_moment(now + (pause or PAUSES["120"]), call.window, context.facts()) if again else None
    with transaction.atomic():
        taken = CallRequest.objects.filter(pk=call.pk, state=State.IN_PROGRESS, claimed_by=by)
        claimed_at = taken.values_list("claimed_at", flat=True).first()
        if claimed_at is None or not move(call, LEADS_TO[Outcome(outcome)], by, now):
            return None
        promise.settle(call, claimed_at, now)
        if next_try:
            CallRequest.objects.filter(pk=call.pk).update(next_try_at=next_try)
            for each in CallRequest.objects.filter(pk=call.pk).with_merged().only("window"):
                promise.make_again(each, next_try)
        return CallAttempt.objects.create(call=call, made_by=by, made_at=now, outcome=outcome, next_try_at=next_try)
