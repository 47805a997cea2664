"""Torn lines of the spool, set aside in a file of their own: `2026-11-22 ` and what was left of the line.

Nobody can call these people back, but a line may still hold what they entrusted to us, so it is kept no longer than
a request that nobody called. The day is when it was set aside; a line without one is as old as its file.

Only who holds the spool's "replay-lock" writes here.
"""

import re
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from . import spool

KEPT_DAYS = 90

_DAY = re.compile(rb"\d{4}-\d{2}-\d{2}(?= )")


def set_aside(lines: list[bytes], now: datetime) -> None:
    """Put `lines` aside on disk. Raises OSError."""
    day = f"{timezone.localdate(now)} ".encode()
    spool.add_lines(spool.path("torn"), [day + line + b"\n" for line in lines])


def count() -> int:
    """How many lines are set aside. Raises OSError."""
    return len(spool.lines_of(spool.path("torn")))


def forget_old(now: datetime, *, dry_run: bool = False) -> int:
    """Remove, or with `dry_run` only count, lines set aside more than KEPT_DAYS ago. Raises OSError."""
    if not spool.path("torn").exists():
        return 0
    first = timezone.localdate(now) - timedelta(days=KEPT_DAYS)
    with spool.locked("replay-lock"):
        lines = spool.lines_of(spool.path("torn"))
        kept = [line + b"\n" for line in lines if _day_of(line) >= first]
        if len(kept) < len(lines) and not dry_run:
            spool.replace_lines(spool.path("torn"), kept)
    return len(lines) - len(kept)


def _day_of(line: bytes) -> date:
    written = _DAY.match(line)
    try:
        return date.fromisoformat(written[0].decode()) if written else _day_of_file()
    except ValueError:  # 2026-13-99
        return _day_of_file()


def _day_of_file() -> date:
    return timezone.localdate(datetime.fromtimestamp(spool.path("torn").stat().st_mtime, tz=UTC))
