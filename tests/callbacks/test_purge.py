from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from callbacks.erasure import KEPT_DAYS, erase_what_is_due
from callbacks.models import CallRequest

NOW = timezone.now()


@pytest.fixture
def of_age(make_call, agent):
    """A request in `state` that came into it some days and seconds ago."""

    def make(state: str, **ago: int) -> CallRequest:
        moment = NOW - timedelta(**ago)
        if state == "handled":
            return make_call(state=state, handled_at=moment, handled_by=agent, received_at=moment - timedelta(days=60))
        return make_call(state=state, received_at=moment)

    return make


def purge(**options) -> list[str]:
    out = StringIO()
    call_command("purge_callbacks", stdout=out, **options)
    return out.getvalue().splitlines()


def test_the_times_are_those_the_notice_names():
    assert KEPT_DAYS == {"handled": 30, "spam": 7, "new": 90}


@pytest.mark.parametrize("state", ["handled", "spam", "new"])
def test_a_request_is_erased_when_its_time_has_come_and_not_a_second_before(of_age, state):
    due = of_age(state, days=KEPT_DAYS[state], seconds=1)
    kept = of_age(state, days=KEPT_DAYS[state], seconds=-1)

    assert erase_what_is_due(NOW) == {"handled": 0, "spam": 0, "new": 0, state: 1}
    assert list(CallRequest.objects.readable()) == [kept]
    due.refresh_from_db()
    assert (due.state, due.name, due.phone, due.erased_at) == (state, "", "", NOW)


def test_erasing_twice_does_nothing_more(of_age):
    of_age("spam", days=8)

    assert [erase_what_is_due(NOW)["spam"], erase_what_is_due(NOW)["spam"]] == [1, 0]


def test_the_command_says_how_many_it_erased(of_age):
    of_age("spam", days=8)
    of_age("spam", days=9)
    of_age("new", days=1)

    assert purge() == [
        "handled, older than 30 days: 0 erased",
        "spam, older than 7 days: 2 erased",
        "new, older than 90 days: 0 erased",
    ]
    assert CallRequest.objects.readable().count() == 1
    assert CallRequest.objects.count() == 3


def test_a_dry_run_counts_and_erases_nothing(of_age):
    of_age("handled", days=31)

    assert purge(dry_run=True) == [
        "handled, older than 30 days: 1 would be erased",
        "spam, older than 7 days: 0 would be erased",
        "new, older than 90 days: 0 would be erased",
    ]
    assert CallRequest.objects.readable().count() == 1
