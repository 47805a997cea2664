"""Opening hours in the reader's words."""

from itertools import groupby
from typing import TypedDict

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from . import opening_hours


class OpeningTime(TypedDict):
    days: str
    hours: str


def in_words(text: str) -> list[OpeningTime]:
    """The rules of `text` as lines for people, in the active language: neighbouring days with the same hours
    together, days no rule names left out. Raises opening_hours.BadOpeningHours.
    """
    week = opening_hours.parse(text)
    lines = []
    for _key, days in groupby(week, key=lambda day: (week[day], _stretch(day, week))):
        named = list(days)
        lines.append(OpeningTime(days=_days(named), hours=_hours(week[named[0]])))
    return lines


def _stretch(day: str, week: dict[str, opening_hours.Times]) -> int:
    """Tells days apart that have a gap between them: the same number for days in an unbroken run."""
    if day == opening_hours.HOLIDAYS:
        return -1
    place = opening_hours.DAYS.index(day)
    return sum(earlier not in week for earlier in opening_hours.DAYS[:place])


def _days(days: list[str]) -> str:
    if days == [opening_hours.HOLIDAYS]:
        return _("Public holidays")
    if len(days) == 7:
        return _("Every day")
    names = [str(WEEKDAYS[opening_hours.DAYS.index(day)]) for day in (days[0], days[-1])]
    if len(days) == 1:
        return names[0]
    words = _("%(first)s and %(last)s") if len(days) == 2 else _("%(first)s to %(last)s")
    return words % {"first": names[0], "last": names[1]}


def _hours(times: opening_hours.Times) -> str:
    if not times:
        return _("closed")
    if times == (opening_hours.ALL_DAY,):
        return _("24 hours")
    return ", ".join(f"{start}–{end}" for start, end in times)
