"""Who asked before the opening hours were filled in is promised a time once they are."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localtime

from callbacks import desk, late_promises, promise
from callbacks.models import CallRequest, HospitalFacts, Promise

MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Istanbul"))

pytestmark = pytest.mark.django_db


def open_at(hours: str, **more) -> None:
    HospitalFacts(opening_hours=hours, **more).save()


def promised(call: CallRequest) -> list[str]:
    return [f"{localtime(row.due_at):%m-%d %H:%M}" for row in call.promises.order_by("pk")]


@pytest.fixture
def waiting(make_call):
    """Fourteen who asked one after the other, a minute between them."""
    return [
        make_call(phone=f"+9053212345{number:02}", received_at=MONDAY - timedelta(minutes=60 - number))
        for number in range(14)
    ]


def test_without_hours_nobody_is_promised_anything(waiting):
    assert (late_promises.make(MONDAY), Promise.objects.count()) == (0, 0)
    open_at("Mo-Su 22:00-24:00")
    assert (late_promises.make(MONDAY), Promise.objects.count()) == (0, 0)


def test_when_the_hours_come_each_is_promised_a_time_behind_those_who_came_before(waiting):
    open_at("Mo-Fr 09:00-18:00")

    assert [late_promises.make(MONDAY), late_promises.make(MONDAY)] == [14, 0]
    assert [promised(call) for call in waiting] == [["11-23 12:00"]] * 13 + [["11-23 17:00"]]


def test_who_has_a_promise_keeps_it(waiting):
    open_at("Mo-Fr 09:00-18:00")
    promise.make(waiting[0], MONDAY - timedelta(days=3))
    before = promised(waiting[0])

    assert (late_promises.make(MONDAY), promised(waiting[0])) == (13, before)


def test_who_waits_for_another_try_is_promised_a_time_after_it(make_call, agent):
    call = make_call()
    desk.claim(call, agent, MONDAY)
    desk.record(call, agent, "no_answer", MONDAY, desk.PAUSES["1440"])
    open_at("Mo-Fr 09:00-18:00")

    assert (late_promises.make(MONDAY), promised(call)) == (1, ["11-24 12:00"])


def test_who_was_promised_nothing_more_after_a_missed_promise_comes_first(waiting):
    Promise.objects.create(call=waiting[13], due_at=MONDAY - timedelta(days=1), missed_at=MONDAY)
    open_at("Mo-Fr 09:00-18:00")
    late_promises.make(MONDAY)

    assert promised(waiting[13]) == ["11-22 09:00", "11-23 12:00"]


@pytest.mark.parametrize("state", ["in_progress", "reached", "closed"])
def test_whom_somebody_is_busy_with_or_nobody_calls_is_left_alone(make_call, agent, state):
    by = {"in_progress": {"claimed_by": agent, "claimed_at": MONDAY}, "closed": {"closed_at": MONDAY}}
    make_call(state=state, **by.get(state, {}))
    open_at("Mo-Fr 09:00-18:00")

    assert late_promises.make(MONDAY) == 0


def test_spam_and_who_asked_again_look_like_all_others_and_the_erased_like_none(make_call):
    main = make_call()
    calls = [main, make_call(merged_into=main), make_call(state="spam", phone="+905320000001")]
    CallRequest.objects.filter(pk=make_call(phone="+905320000002").pk).erase(MONDAY)
    open_at("Mo-Fr 09:00-18:00")

    assert late_promises.make(MONDAY) == 3
    assert {tuple(promised(call)) for call in calls} == {("11-23 12:00",)}
