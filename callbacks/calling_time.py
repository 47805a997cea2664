"""When we can call: opening hours, holidays, closed days, and hours at which a telephone may ring."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from django.utils import timezone

from . import opening_hours
from .public_holidays import HALF_DAY_ENDS, holiday

#: What a caller's "in the morning" means. Nobody is called before the first or after the last of these hours, even
#: by a hospital that is open day and night.
PARTS = {
    "morning": (time(8), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(21)),
}

#: Nothing is looked for beyond this many days: longer than the longest bayram, shorter than anybody would wait.
HORIZON = 35


class Facts(Protocol):
    """What is needed of HospitalFacts."""

    opening_hours: str
    closed_days: str


@dataclass
class Hours:
    """Opening hours that are in no row."""

    opening_hours: str
    closed_days: str


class Stretch(NamedTuple):
    """A time without a break in which we can call."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def stretches(now: datetime, window: str, facts: Facts) -> Iterator[Stretch]:
    """Every stretch from `now` on, up to HORIZON days ahead, in which a person who chose `window` can be called.

    No stretch goes beyond one part of a day: its end is a moment that can be promised. `window` is "any" or one of
    PARTS.
    """
    parts = PARTS.values() if window == "any" else [PARTS[window]]
    today = timezone.localdate(now)
    for day in (today + timedelta(days=ahead) for ahead in range(HORIZON)):
        hours = hours_on(day, facts)
        for part in parts:
            for start, end in hours:
                stretch = Stretch(max(_at(day, start), _at(day, part[0]), now), min(_at(day, end), _at(day, part[1])))
                if stretch.start < stretch.end:
                    yield stretch


def first_moment(moment: datetime, window: str, facts: Facts) -> datetime:
    """`moment` itself if a person who chose `window` can be called then, else the next moment that they can.

    If we are never open in that part of the day, any other counts; if the opening hours say nothing, a telephone may
    ring between the first and the last hour of PARTS on every day that we are not closed.
    """
    day_and_night = Hours("24/7", facts.closed_days)
    for hours, part in ((facts, window), (facts, "any"), (day_and_night, window)):
        found = next(stretches(moment, part, hours), None)
        if found:
            return found.start
    return moment


def is_offered(window: str, facts: Facts) -> bool:
    """Whether the hospital is ever open, in a week without holidays, in a part of the day that suits `window`."""
    start, end = (f"{moment:%H:%M}" for moment in (PARTS[window] if window != "any" else (time(8), time(21))))
    week = opening_hours.parse(facts.opening_hours)
    return any(opens < end and start < closes for hours in week.values() for opens, closes in hours)


def hours_on(day: date, facts: Facts) -> opening_hours.Times:
    """When we are open on `day`; () if we are not.

    On a public holiday only a PH rule counts: opening hours that say nothing of holidays do not promise a call on
    one, unless they say that we are always open. On a half holiday the day's own hours count until 13:00 and the
    PH rule after it.
    """
    week = _week(facts.opening_hours)
    if day in _closed(facts.closed_days):
        return ()
    usual = week.get(opening_hours.DAYS[day.weekday()], ())
    always = all(week.get(name) == (opening_hours.ALL_DAY,) for name in opening_hours.DAYS)
    festive = week.get(opening_hours.HOLIDAYS, usual if always else ())
    kind = holiday(day)
    if kind == "half":
        noon = f"{HALF_DAY_ENDS:%H:%M}"
        return _joined((*_between(usual, "00:00", noon), *_between(festive, noon, "24:00")))
    return festive if kind == "whole" else usual


def _between(hours: opening_hours.Times, first: str, last: str) -> opening_hours.Times:
    cut = ((max(start, first), min(end, last)) for start, end in hours)
    return tuple((start, end) for start, end in cut if start < end)


def _joined(hours: opening_hours.Times) -> opening_hours.Times:
    """Neighbours that touch as one, so that 09:00–13:00 and 13:00–18:00 read as 09:00–18:00."""
    starts = [start for start, _end in hours[:1]] + [b[0] for a, b in pairwise(hours) if a[1] != b[0]]
    ends = [a[1] for a, b in pairwise(hours) if a[1] != b[0]] + [end for _start, end in hours[-1:]]
    return tuple(zip(starts, ends, strict=True))


def _at(day: date, clock: str | time) -> datetime:
    if isinstance(clock, str):
        if clock == "24:00":
            return _at(day + timedelta(days=1), time(0))
        clock = time.fromisoformat(clock)
    return datetime.combine(day, clock, timezone.get_default_timezone())


@lru_cache(maxsize=4)
def _week(text: str) -> dict[str, opening_hours.Times]:
    return opening_hours.parse(text)


@lru_cache(maxsize=4)
def _closed(text: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, text.split()))
