"""Days, times, telephone numbers and addresses: what is one thing, though several numbers are in it."""

import re
from collections.abc import Callable

from articles.agreement.units import MONTHS, unit_at

Read = Callable[[re.Match[str]], str | None]

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"\0]*[^\s<>\".,;:!?)\]\0]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.,])(?:\+|00)?\(?\d(?:[ ()-]{0,2}\d){9,13}(?!\w)|(?<!\w)444 ?\d(?: ?\d){3}(?!\w)")
DAY = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"|(?P<day_first>\d{1,2})[./](?P<month_then>\d{1,2})[./](?P<year_last>\d{4}))(?!\d)"
)
TIME = re.compile(
    r"(?<![\d:.,])(?P<asked>saat )?(?P<hour>[01]?\d|2[0-4])(?:(?P<sign>[:.])(?P<minute>[0-5]\d))?"
    r"(?: ?(?P<half>[ap])(?:\.m\.|m\b)| (?P<clock>o['’]clock))?(?![\d:%]|[.,]\d)(?P<at>(?=['’][dt][ae]))?"
)


def _address(match: re.Match[str]) -> str:
    return match[0].rstrip("/")


def _phone(match: re.Match[str]) -> str:
    """Without what may stand before it: 0, +90."""
    return "phone " + re.sub(r"\D", "", match[0])[-10:]


def _day(match: re.Match[str]) -> str:
    year, month, day = (
        match["year"] or match["year_last"],
        match["month"] or match["month_then"],
        match["day"] or match["day_first"],
    )
    return f"day {int(year)}-{int(month)}-{int(day)}"


def _named_days(language: str) -> list[tuple[re.Pattern[str], Read]]:
    """23 January 2025, 23 January, January 23, January 2025."""

    def read(match: re.Match[str]) -> str:
        part = match.groupdict()
        month = MONTHS[language].index(match["month"]) + 1
        return f"day {part.get('year') or ''}-{month}-{int(part.get('day') or 0) or ''}"

    month, year = rf"(?P<month>{'|'.join(MONTHS[language])})", r"(?P<year>\d{4})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    written = [f"{day} (?:of )?{month}(?:,? {year})?", f"{month} {day}(?:,? {year})?", f"{month},? {year}"]
    return [(re.compile(rf"(?<!\w){each}(?!\w)"), read) for each in written]


def _time(language: str) -> Read:
    """The time of day; None for what is a number or a duration, such as 1.30 or 8 saat 15 dakika."""

    def read(match: re.Match[str]) -> str | None:
        told = match["half"] or match["clock"] or match["sign"] == ":" or (language == "tr" and _told_in_turkish(match))
        if not told:
            return None
        hour = int(match["hour"]) % 12 + 12 * (match["half"] == "p") if match["half"] else int(match["hour"])
        return f"time {hour}:{int(match['minute'] or 0):02}"

    return read


def _told_in_turkish(match: re.Match[str]) -> bool:
    """Saat 9, saat 9.30, 9.30'da; but a number before it, or a unit after it, makes it a duration."""
    text = match.string
    counted = re.search(r"\d $", text[: match.start()]) or unit_at(text, match.end() + 1, "tr")[0]
    return bool((match["asked"] and not counted) or (match["minute"] and match["at"] is not None))


READINGS: dict[str, list[tuple[re.Pattern[str], Read]]] = {
    language: [(ADDRESS, _address), (DAY, _day), *_named_days(language), (PHONE, _phone), (TIME, _time(language))]
    for language in MONTHS
}
