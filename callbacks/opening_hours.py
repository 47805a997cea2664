"""Opening hours as one short text, in a small part of the OpenStreetMap notation `opening_hours`.

    Mo-Fr 09:00-18:00; Sa 10:00-14:00; Su,PH off

Rules stand on lines of their own or between semicolons; a later rule replaces an earlier one for the same day.
A rule is days and times. Days: Mo Tu We Th Fr Sa Su, PH for public holidays, ranges with "-", lists with ",".
Times: ranges within one day with "-", lists with ",", up to 24:00, or "off". "24/7" alone means always.

Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Iterator

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"
ALL_DAY = ("00:00", "24:00")

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])|(24):(00)", re.ASCII)

Times = tuple[tuple[str, str], ...]


class BadOpeningHours(ValueError):
    """A rule that cannot be read; its text is the part that is wrong."""


def parse(text: str) -> dict[str, Times]:
    """Each day that a rule names, in the order of the week with PH last, with its times; () means closed.

    Raises BadOpeningHours.
    """
    week: dict[str, Times] = {}
    for rule in re.split(r"[;\n]", text.replace("–", "-")):
        if rule.strip():
            week.update(_read(rule.strip()))
    return {day: week[day] for day in (*DAYS, HOLIDAYS) if day in week}


def _read(rule: str) -> dict[str, Times]:
    if rule == "24/7":
        return dict.fromkeys(DAYS, (ALL_DAY,))
    days, space, times = re.sub(r"\s*([-,])\s*", r"\1", rule).partition(" ")
    if not space:
        raise BadOpeningHours(rule)  # days without times
    hours = _times(times.strip())
    return {day: hours for part in days.split(",") for day in _days(part)}


def _days(part: str) -> Iterator[str]:
    if part == HOLIDAYS:
        yield part
        return
    first, dash, last = part.partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        raise BadOpeningHours(part)
    start, end = DAYS.index(first), DAYS.index(last or first)
    for step in range((end - start) % 7 + 1):  # Sa-Mo goes over the end of the week
        yield DAYS[(start + step) % 7]


def _times(text: str) -> Times:
    if text == "off":
        return ()
    ranges: list[tuple[str, str]] = []
    for part in text.split(","):
        start, _, end = part.partition("-")
        ranges.append((_time(start), _time(end)))
        if _out_of_order(ranges):
            raise BadOpeningHours(part)
    return tuple(ranges)


def _out_of_order(ranges: list[tuple[str, str]]) -> bool:
    """Whether the last range ends before it begins, or begins before the one before it has ended."""
    start, end = ranges[-1]
    return start >= end or (len(ranges) > 1 and start < ranges[-2][1])


def _time(text: str) -> str:
    match = _TIME.fullmatch(text)
    if match is None:
        raise BadOpeningHours(text)
    return text.zfill(5)
