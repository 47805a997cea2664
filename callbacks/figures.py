"""Calls promised, kept and missed, by day: the figures, and where the bars of their drawing stand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from .models import CallRequest, Promise

DAYS = 14

#: The drawing, in its own units.
HEIGHT, COLUMN, BAR, FLOOR = 160, 48, 14, 180


@dataclass(frozen=True)
class Day:
    """What was promised for one day; `promised` is all of it, and what is neither kept nor missed is still to come."""

    day: date
    promised: int = 0
    kept: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Bar:
    kind: str
    number: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Column:
    day: date
    x: int
    bars: tuple[Bar, ...]


def by_day(last: date, days: int = DAYS) -> list[Day]:
    """The figures of `days` days up to `last`, oldest first, days without a promise included. One query."""
    first = last - timedelta(days=days - 1)
    counted = (
        Promise.objects.counted()
        .annotate(day=TruncDate("due_at"))
        .filter(day__range=(first, last))
        .order_by()
        .values("day")
        .annotate(
            promised=Count("pk"),
            kept=Count("pk", filter=Q(kept_at__isnull=False)),
            missed=Count("pk", filter=Q(missed_at__isnull=False)),
        )
    )
    known = {row["day"]: Day(**row) for row in counted}
    return [known.get(day, Day(day)) for day in (first + timedelta(days=n) for n in range(days))]


def columns(days: list[Day]) -> list[Column]:
    """Three bars a day, side by side; the highest of all is as high as the drawing."""
    most = max([day.promised for day in days] + [1])
    return [Column(day.day, number * COLUMN, _bars(day, number * COLUMN, most)) for number, day in enumerate(days)]


def _bars(day: Day, x: int, most: int) -> tuple[Bar, ...]:
    bars = []
    for place, kind in enumerate(("promised", "kept", "missed")):
        number = getattr(day, kind)
        height = round(HEIGHT * number / most)
        bars.append(Bar(kind, number, x + 2 + place * (BAR + 1), FLOOR - height, height))
    return tuple(bars)


def right_now(now: datetime) -> dict[str, int]:
    """What stands at the desk: to call, of those being called, with a missed promise, and what came in today."""
    line = CallRequest.objects.in_line()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "to_call": line.count(),
        "being_called": line.filter(state="in_progress").count(),
        "late": CallRequest.objects.late(now).count(),
        "today": CallRequest.objects.filter(received_at__gte=midnight, merged_into=None).exclude(state="spam").count(),
    }
