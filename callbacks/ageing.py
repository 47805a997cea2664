"""How urgent a request is, in words and in one of five kinds that the desk colours."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

SOON = timedelta(hours=1)


class Age(NamedTuple):
    """`kind` is "late", "soon", "calm", "later" (to be tried at a time of its own) or "none"; `moment` is the time
    that it is about, "" if there is none."""

    kind: str
    words: str
    moment: str = ""


def age_of(due_at: datetime | None, missed_before: int, next_try_at: datetime | None, now: datetime) -> Age:
    """The age of an open request whose open promise is `due_at` and which had `missed_before` promises broken."""
    if next_try_at and next_try_at > now:
        return Age("later", _("next try"), _clock(next_try_at, now))
    if due_at is None:
        return Age("late", _("promise missed")) if missed_before else Age("none", _("nothing promised"))
    if due_at < now:
        return Age("late", _("%(time)s late") % {"time": timesince(due_at, now, depth=1)}, _clock(due_at, now))
    left = {"time": timeuntil(due_at, now, depth=1)}
    if missed_before:
        return Age("late", _("missed, now in %(time)s") % left, _clock(due_at, now))
    return Age("soon" if due_at - now <= SOON else "calm", _("in %(time)s") % left, _clock(due_at, now))


def _clock(moment: datetime, now: datetime) -> str:
    """The time alone today, with the day otherwise."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate(now)
    return date_format(local, "H:i" if today else "j M H:i", use_l10n=False)
