"""Requests in every state, made a while ago; the clock is moved, the daily purge runs, and the bare columns are read.

Goal: 31 days after they were closed or taken for spam no personal value is left of them, and 91 days after they came
in none of those we never reached; not one value goes too early; counts, promises, tries and states stay as they were.
"""

from datetime import timedelta
from io import StringIO
from typing import Any

import time_machine

from tests.faults.figures import report, scaled
from tests.faults.scratch import database

REQUESTS = scaled(600)
STATES = ("closed", "spam", "new", "no_answer", "in_progress", "reached")
MARKS = ("Zümrüdüanka", "Phoenixcramp")


def make_requests(now: Any) -> None:
    from django.contrib.auth import get_user_model

    from callbacks.models import CallAttempt, CallRequest, Promise
    from callbacks.references import digest_of, new_reference, new_token

    agent = get_user_model().objects.create(username="agent")
    claimed, closed = {"claimed_by": agent, "claimed_at": now}, {"closed_by": agent, "closed_at": now}
    fixed = {"name": MARKS[0], "about": MARKS[1], "extension": "12", "language": "tr", "notice_language": "tr"}
    main = None
    for number in range(REQUESTS):
        state = STATES[number // 2 % len(STATES)]
        again = bool(number % 2)  # every second one asks again after the one before
        own = {"reference": new_reference(), "token_digest": digest_of(new_token()), "notice_version": "2026-11-22"}
        columns = {"in_progress": claimed, "closed": closed}.get(state, {})
        phone = f"+90532{number // 2:07}"
        merged = main if again else None
        call = CallRequest.objects.create(state=state, phone=phone, merged_into=merged, **own, **columns, **fixed)
        Promise.objects.create(call=call, due_at=now, made_at=now)
        CallAttempt.objects.create(call=call, made_by=agent, made_at=now, outcome="no_answer")
        main = main if again else call


def left(states: tuple[str, ...]) -> int:
    """Personal values that are left in the bare columns of requests in `states`, read past every model."""
    from django.db import connection

    from callbacks.models.call_request import PERSONAL

    marks = ", ".join(["%s"] * len(states))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(PERSONAL)} FROM callbacks_callrequest WHERE state IN ({marks})", states)
        return sum(value != "" for row in cursor.fetchall() for value in row)


def counts() -> list[Any]:
    """Everything the desk counts."""
    from django.db.models import Count

    from callbacks.models import CallAttempt, CallRequest, Promise

    states = dict(CallRequest.objects.order_by("state").values_list("state").annotate(Count("pk")))
    merged = CallRequest.objects.exclude(merged_into=None).count()
    return [states, merged, Promise.objects.count(), CallAttempt.objects.count()]


def main() -> None:
    with database():
        from django.core.management import call_command
        from django.utils import timezone

        now = timezone.now()
        make_requests(now)
        before, whole, gone, waiting = counts(), left(STATES), STATES[:2], STATES[2:]
        found = {"values_before": whole}
        for days, name in ((6, "left_after_6_days"), (31, "left_after_31_days"), (91, "left_after_91_days")):
            with time_machine.travel(now + timedelta(days=days), tick=True):
                call_command("purge_callbacks", stdout=StringIO())
            found[name] = left(gone) if days < 90 else left(STATES)
            if days == 31:
                found["waiting_after_31_days"] = left(waiting)
        each = whole // len(STATES)
        goals = {
            "all values there at first": whole == REQUESTS * 5,
            "none too early": found["left_after_6_days"] == 2 * each and found["waiting_after_31_days"] == 4 * each,
            "after 31 days none of closed and spam": found["left_after_31_days"] == 0,
            "after 91 days none at all": found["left_after_91_days"] == 0,
            "counts unchanged": counts() == before,
        }
        report("retention", {"requests": REQUESTS, **found}, goals)


if __name__ == "__main__":
    main()
