"""Forget people when the time that the privacy notice names has come. The rows stay, for counting."""

from datetime import datetime, timedelta

from .models import CallRequest

#: Days that the personal part of a request is kept, by state: after being handled, else after being received.
KEPT_DAYS = {"handled": 30, "spam": 7, "new": 90}


def erase_what_is_due(now: datetime, *, dry_run: bool = False) -> dict[str, int]:
    """Erase, or with `dry_run` only count, every request whose time has come by `now`. Returns a count by state."""
    counts = {}
    for state, days in KEPT_DAYS.items():
        due = CallRequest.objects.in_state_before(state, now - timedelta(days=days))
        counts[state] = due.count() if dry_run else due.erase(now)
    return counts
