"""Promise a time to those who asked while nothing could be promised: the opening hours were not filled in yet, or
named no time within sight."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction

from . import context, promise
from .models import CallRequest


def make(now: datetime) -> int:
    """Make every promise that is missing, in the order in which people came. Returns how many were made."""
    if promise.due(now, "any", context.facts(), 0) is None:
        return 0
    waiting = CallRequest.objects.unpromised().order_by("received_at", "pk").values_list("pk", flat=True)
    return sum(_make_one(pk, now) for pk in list(waiting))


def _make_one(pk: int, now: datetime) -> bool:
    with suppress(IntegrityError), transaction.atomic():  # another worker was faster
        still = CallRequest.objects.left_alone().select_for_update().filter(pk=pk)
        call = still.only("window", "received_at", "next_try_at").first()
        return call is not None and _promise(call, now)
    return False


def _promise(call: CallRequest, now: datetime) -> bool:
    if call.promises.unsettled().exists():
        return False
    if call.next_try_at or call.promises.exists():
        return promise.make_again(call, max(now, call.next_try_at or now)) is not None
    ahead = CallRequest.objects.in_line().filter(received_at__lt=call.received_at)
    return promise.make_behind(ahead, call, now) is not None
