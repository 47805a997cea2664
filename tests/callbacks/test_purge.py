from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from callbacks.erasure import KEPT_DAYS, erase_what_is_due
from callbacks.models import CallRequest
from callbacks.models.call_request import PERSONAL

NOW = timezone.now()
NONE = {"closed": 0, "spam": 0, "never reached": 0}
KINDS = [
    ("closed", "closed"),
    ("spam", "spam"),
    *((state, "never reached") for state in ("new", "no_answer", "reached")),
]


@pytest.fixture
def of_age(make_call, agent):
    """A request in `state` that came into it some days and seconds ago."""
    numbers = iter(range(100))

    def make(state: str, *, received: timedelta | None = None, **ago: int) -> CallRequest:
        moment = NOW - timedelta(**ago)
        closed = {"closed_at": moment, "closed_by": agent} if state == "closed" else {}
        claimed = {"claimed_at": moment, "claimed_by": agent} if state == "in_progress" else {}
        age = received or (timedelta(days=60) if closed else timedelta())
        phone = f"+9053212345{next(numbers):02}"
        return make_call(state=state, received_at=moment - age, phone=phone, **closed, **claimed)

    return make


def purge(**options) -> list[str]:
    out = StringIO()
    call_command("purge_callbacks", stdout=out, **options)
    return out.getvalue().splitlines()


def test_the_times_are_those_the_notice_names():
    assert KEPT_DAYS == {"closed": 30, "spam": 7, "never reached": 90}


@pytest.mark.parametrize(("state", "kind"), [*KINDS, ("in_progress", "never reached")])
def test_a_request_is_erased_when_its_time_has_come_and_not_a_second_before(of_age, state, kind):
    due = of_age(state, days=KEPT_DAYS[kind], seconds=1)
    kept = of_age(state, days=KEPT_DAYS[kind], seconds=-1)

    assert erase_what_is_due(NOW) == {**NONE, kind: 1}
    assert list(CallRequest.objects.readable()) == [kept]
    due.refresh_from_db()
    assert (due.state, {getattr(due, column) for column in PERSONAL}, due.erased_at) == (state, {""}, NOW)


def test_a_closed_request_counts_from_its_closing_however_old_it_is(of_age):
    of_age("closed", days=29, received=timedelta(days=200))

    assert erase_what_is_due(NOW) == NONE


@pytest.mark.parametrize(("state", "kind"), KINDS)
def test_what_was_merged_goes_with_the_request_it_was_merged_into(of_age, make_call, state, kind):
    main = of_age(state, days=KEPT_DAYS[kind] + 1)
    again = make_call(merged_into=main, state="new", received_at=NOW - timedelta(days=1))
    stays = make_call(phone="+905559998877")

    assert erase_what_is_due(NOW) == {**NONE, kind: 2}
    again.refresh_from_db()
    assert ({getattr(again, column) for column in PERSONAL}, list(CallRequest.objects.readable())) == ({""}, [stays])


def test_erasing_twice_does_nothing_more(of_age):
    of_age("spam", days=8)

    assert [erase_what_is_due(NOW)["spam"], erase_what_is_due(NOW)["spam"]] == [1, 0]


def test_the_command_says_how_many_it_erased(of_age):
    of_age("spam", days=8)
    of_age("spam", days=9)
    of_age("new", days=1)

    assert purge() == [
        "closed, older than 30 days: 0 erased",
        "spam, older than 7 days: 2 erased",
        "never reached, older than 90 days: 0 erased",
        "torn lines, older than 90 days: 0 erased",
    ]
    assert CallRequest.objects.readable().count() == 1
    assert CallRequest.objects.count() == 3


def test_a_dry_run_counts_and_erases_nothing(of_age):
    of_age("closed", days=31)

    assert purge(dry_run=True) == [
        "closed, older than 30 days: 1 would be erased",
        "spam, older than 7 days: 0 would be erased",
        "never reached, older than 90 days: 0 would be erased",
        "torn lines, older than 90 days: 0 would be erased",
    ]
    assert CallRequest.objects.readable().count() == 1
