"""By when we call, and whether we did.

The rule, which a person at the desk can check by hand:

1. Only calling time counts (calling_time.py): opening hours between 08:00 and 21:00, without holidays.
2. A request needs LEAD of it before its turn can come, and the hospital's pace (minutes for a call, shared among
   those who call at once) more for every request ahead of it in the line. Who chose a part of the day also needs the
   pace of that part for everybody ahead who chose the same one.
3. We promise the end of the first part of a day (12:00, 17:00, 21:00, or closing time) that suits the person and is
   not over before that moment.

A promise is kept if somebody took the request on by then and tried to call, missed if not. A missed one stays on
record and a new one is made at once, as for somebody at the head of the line.
"""

from datetime import datetime, timedelta
from typing import Protocol

from django.db import Error as DatabaseRefusal
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from . import calling_time, context
from .calling_time import stretches
from .models import CallRequest, Promise
from .querysets import CallRequestQuerySet

LEAD = timedelta(hours=1)


class Facts(calling_time.Facts, Protocol):
    """What is needed of HospitalFacts."""

    @property
    def pace(self) -> timedelta: ...


def due(now: datetime, window: str, facts: Facts, waiting: int, alike: int = 0) -> datetime | None:
    """By when somebody who asks `now` and chose `window` is called, with `waiting` requests ahead.

    `alike` of those ahead chose the same part of the day. If we are never open in that part, any other part counts.
    None if the opening hours promise nothing.
    """
    turn = _used_up(now, "any", facts, LEAD + waiting * facts.pace)
    turn_alike = _used_up(now, window, facts, alike * facts.pace)
    if turn is None:
        return None
    if turn_alike is None:
        return due(now, "any", facts, waiting) if window != "any" else None
    ends = (stretch.end for stretch in stretches(now, window, facts))
    end = next((end for end in ends if end >= max(turn, turn_alike)), None)
    return end or (due(now, "any", facts, waiting) if window != "any" else None)


def _used_up(now: datetime, window: str, facts: Facts, needed: timedelta) -> datetime | None:
    """When `needed` calling time in `window` has passed; None if that is not in sight."""
    for stretch in stretches(now, window, facts):
        if needed <= stretch.length:
            return stretch.start + needed
        needed -= stretch.length
    return None


def make(call: CallRequest, now: datetime) -> Promise | None:
    """Promise `call` a time, behind everybody who waits, and store it; None if the opening hours promise nothing."""
    return make_behind(CallRequest.objects.in_line().exclude(pk=call.pk), call, now)


def make_behind(ahead: CallRequestQuerySet, call: CallRequest, now: datetime) -> Promise | None:
    """The same, where it is known who is `ahead`."""
    alike = ahead.filter(window=call.window).count() if call.window != "any" else 0
    return _store(call, now, due(now, call.window, context.facts(), ahead.count(), alike))


def make_again(call: CallRequest, now: datetime) -> Promise | None:
    """Promise `call`, which has waited before, a new time: nobody is ahead of it."""
    return _store(call, now, due(now, call.window, context.facts(), 0))


def _store(call: CallRequest, now: datetime, moment: datetime | None) -> Promise | None:
    return Promise.objects.create(call=call, made_at=now, due_at=moment) if moment else None


def spoken(now: datetime) -> str:
    """By when somebody who asks `now` is called, in the reader's words; "" if nothing can be promised.

    Never fails: the page it stands on must show a number to call also when the database is gone.
    """
    try:
        moment = due(now, "any", context.facts(), CallRequest.objects.in_line().count())
    except DatabaseRefusal:
        return ""
    return in_words(moment) if moment else ""


def in_words(moment: datetime) -> str:
    """Such as "Monday 23 November 2026, 12:00", in the active language."""
    # Translators: how a promised moment is written, in the letters of Django's date filter.
    pattern = pgettext("format of a promised moment", "l j F Y, H:i")
    return date_format(timezone.localtime(moment), pattern, use_l10n=False)


def change_window(call: CallRequest, window: str, now: datetime) -> bool:
    """Call in another part of the day, and promise anew. False, and nothing changes, if `call` is not open any more.

    The open promise is replaced, unless its time has passed: then it is missed and stays on record.
    """
    with transaction.atomic():
        if not CallRequest.objects.open().filter(pk=call.pk).update(window=window):
            return False
        call.window = window
        call.promises.unsettled().filter(due_at__lt=now).update(missed_at=now)
        call.promises.unsettled().delete()
        make(call, now)
    return True


def settle(call: CallRequest, claimed_at: datetime, now: datetime) -> None:
    """Somebody who took `call` on at `claimed_at` tried to call: its open promise is kept, or missed if it was over."""
    open_ones = Promise.objects.unsettled().of(call)
    open_ones.filter(due_at__gte=claimed_at).update(kept_at=now)
    open_ones.filter(due_at__lt=claimed_at).update(missed_at=now)


def missed(now: datetime) -> int:
    """Mark every promise whose time has passed, and make new ones in the open. Returns how many were missed.

    A request that somebody is busy with is left alone: what comes of it settles its promise.
    """
    done = 0
    for promise in Promise.objects.unsettled().overdue(now).select_related("call").only("due_at", "call__window"):
        with transaction.atomic():
            if Promise.objects.unsettled().filter(pk=promise.pk).update(missed_at=now):
                done += 1
                if CallRequest.objects.open().filter(pk=promise.call_id).exists():
                    make_again(promise.call, now)
    return done
