from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from callbacks.models import CallRequest


class Wish(NamedTuple):
    allowed: bool
    words: Any
    short: Any  # behind a sign that says yes or no


def wishes_of(calls: Iterable[CallRequest]) -> list[Wish]:
    """What may be done and said, for a request and those merged into it: what one of them does not allow is not."""
    calls = list(calls)
    message = all(call.may_leave_message for call in calls)
    hospital = all(call.may_say_hospital for call in calls)
    return [
        Wish(message, _("May leave a message") if message else _("Leave no message"), _("message")),
        Wish(
            hospital,
            _("May say that the hospital calls") if hospital else _("Do not say who is calling"),
            _("who calls"),
        ),
    ]
