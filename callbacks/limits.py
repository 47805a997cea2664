"""Limits against abuse, without anybody else's help: counters in our own database.

One statement counts and answers, so a limit is exact however many processes count at once. Run inside the
transaction that stores the request: what is not stored for a fault of ours is not counted either.

A span begins at full hours or days, and what the span before it took counts on, less and less as the new one goes by:
else twice as many could come around the full hour. What was stopped does not count on, so nobody is kept out longer
for having tried.

Counted from narrow to wide, and a post that is stopped is not counted further: otherwise one address could use up
what the whole site may take.
"""

from datetime import UTC, datetime
from enum import Enum

from django.conf import settings
from django.db import connection

from .fields import keyed_hash
from .models import Count
from .source import Source

_COUNT_ONE = """
    INSERT INTO callbacks_count ("key", span, number, ends_at, before) VALUES (%s, %s, 1, %s, COALESCE(
        (SELECT earlier.number FROM callbacks_count earlier WHERE earlier."key" = %s AND earlier.span = %s), 0))
    ON CONFLICT ("key", span) DO UPDATE SET number = callbacks_count.number + 1
    RETURNING number, before
"""


class Verdict(Enum):
    FREE = "free"
    CONFIRM = "confirm"  # the person is asked whether they mean it
    STOP = "stop"  # nothing is stored, and the number to call is named


def judge(source: Source, e164: str, now: datetime, *, confirmed: bool) -> Verdict:
    """Count one valid post and say what becomes of it. Raises a database error if it cannot be counted."""
    if _over("address_hard", source.network, now):
        return Verdict.STOP
    if source.headerless and _over("headerless", source.network, now):
        return Verdict.STOP
    soft = [_over("address_soft", source.network, now), _over("phone", e164, now)]
    if any(soft) and not confirmed:
        return Verdict.CONFIRM
    return Verdict.STOP if _over("site", "", now) else Verdict.FREE


def count(scope: str, who: str, now: datetime) -> tuple[int, int]:
    """Count one more of `who` in the span of `scope` that `now` is in.

    Returns the number, with this one, and that of the span before.
    """
    seconds = settings.CALL_LIMITS[scope].seconds
    turn = int(now.timestamp()) // seconds
    key = keyed_hash("callbacks.count", f"{scope} {who}")
    ends_at = connection.ops.adapt_datetimefield_value(datetime.fromtimestamp((turn + 2) * seconds, tz=UTC))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE, [key, f"{seconds}:{turn}", ends_at, key, f"{seconds}:{turn - 1}"])
        return cursor.fetchone()


def carried_over(scope: str, before: int, now: datetime) -> float:
    """What still counts of the span before: all that it took at the beginning of the new one, nothing at its end."""
    limit = settings.CALL_LIMITS[scope]
    gone = now.timestamp() % limit.seconds / limit.seconds
    return min(before, limit.number) * (1 - gone)


def retry_after() -> int:
    """In how many seconds at most an address that was stopped is free again."""
    return settings.CALL_LIMITS["address_hard"].seconds


def forget_counts(now: datetime) -> int:
    """Remove counters that count no more, two spans after they began at the latest. Returns how many."""
    return Count.objects.filter(ends_at__lt=now).delete()[0]


def _over(scope: str, who: str, now: datetime) -> bool:
    number, before = count(scope, who, now)
    return number + carried_over(scope, before, now) > settings.CALL_LIMITS[scope].number
