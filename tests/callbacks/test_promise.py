from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from callbacks import desk, promise
from callbacks.calling_time import PARTS, stretches
from callbacks.context import forget_facts
from callbacks.models import CallRequest, HospitalFacts, Promise

ISTANBUL = ZoneInfo("Europe/Istanbul")
WEEK = "Mo-Fr 09:00-18:00"
SUNDAY = datetime(2026, 11, 22, 19, tzinfo=ISTANBUL)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ISTANBUL)


TEN_MINUTES = timedelta(minutes=10)


def facts(hours: str = WEEK, closed: str = "", pace: timedelta = TEN_MINUTES) -> SimpleNamespace:
    return SimpleNamespace(opening_hours=hours, closed_days=closed, pace=pace)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


@pytest.fixture
def open_hours(db):
    def open_at(hours: str = WEEK, closed: str = "") -> None:
        HospitalFacts(name="Cedar Hospital", opening_hours=hours, closed_days=closed).save()
        forget_facts()

    open_at()
    return open_at


@pytest.mark.parametrize(
    ("now", "window", "waiting", "moment"),
    [
        ("2026-11-22T19:00", "any", 0, "2026-11-23T12:00"),  # Sunday: an hour of Monday morning, then its end
        ("2026-11-23T09:00", "any", 0, "2026-11-23T12:00"),
        ("2026-11-23T11:00", "any", 0, "2026-11-23T12:00"),
        ("2026-11-23T11:01", "any", 0, "2026-11-23T17:00"),  # less than the hour is left of the morning
        ("2026-11-23T09:00", "any", 12, "2026-11-23T12:00"),  # 12 ahead take two hours
        ("2026-11-23T09:00", "any", 13, "2026-11-23T17:00"),
        ("2026-11-23T17:30", "any", 0, "2026-11-24T12:00"),
        ("2026-11-23T09:00", "evening", 0, "2026-11-23T18:00"),
        ("2026-11-23T09:00", "morning", 13, "2026-11-24T12:00"),  # its turn comes when the morning is over
        ("2026-11-27T17:30", "afternoon", 0, "2026-11-30T17:00"),  # over the weekend
        ("2026-10-27T17:30", "any", 0, "2026-10-28T12:00"),  # half a holiday still has its morning
        ("2026-10-28T11:30", "any", 0, "2026-10-28T13:00"),
        ("2026-10-28T12:30", "any", 0, "2026-10-30T12:00"),  # then half a day and a whole one off
        ("2026-03-19T12:30", "any", 0, "2026-03-23T12:00"),  # Ramazan bayramı and the weekend in it
    ],
)
def test_the_promise_is_the_end_of_a_part_of_the_day(now, window, waiting, moment):
    assert promise.due(at(now), window, facts(), waiting) == at(moment)


def test_days_that_the_hospital_is_closed_are_no_days_of_calling():
    assert promise.due(SUNDAY, "any", facts(closed="2026-11-23 2026-11-24"), 0) == at("2026-11-25T12:00")


def test_who_chose_a_part_of_the_day_waits_for_those_who_chose_the_same():
    found = [promise.due(MONDAY, "evening", facts(), 14, alike) for alike in (0, 6, 7, 13)]
    evenings = ["2026-11-23T18:00", "2026-11-23T18:00", "2026-11-24T18:00", "2026-11-25T18:00"]

    assert found == [at(moment) for moment in evenings]


@pytest.mark.parametrize(
    ("minutes", "callers", "ahead"), [(10, 1, 12), (5, 1, 24), (10, 2, 24), (60, 1, 2), (120, 50, 50)]
)
def test_as_many_fit_into_a_morning_as_the_hospital_says_it_calls(minutes, callers, ahead):
    """Two hours of Monday morning are left after the first one: `ahead` people fit, and one more does not."""
    pace = HospitalFacts(minutes_a_call=minutes, callers=callers).pace
    found = [promise.due(MONDAY, "any", facts(pace=pace), waiting) for waiting in (ahead, ahead + 1)]

    assert found == [at("2026-11-23T12:00"), at("2026-11-23T17:00")]


def test_a_part_of_the_day_in_which_we_are_never_open_is_taken_for_any():
    assert promise.due(MONDAY, "evening", facts("Mo-Fr 09:00-17:00"), 0) == at("2026-11-23T12:00")


@pytest.mark.parametrize("hours", ["", "PH 09:00-18:00; Mo-Su off", "Mo-Su 22:00-24:00"])
def test_hours_that_promise_nothing_make_no_promise(hours):
    assert [promise.due(MONDAY, window, facts(hours), 0) for window in ("any", "evening")] == [None, None]


def test_a_line_longer_than_we_look_ahead_makes_no_promise():
    assert promise.due(MONDAY, "any", facts("Mo 09:00-10:00"), 10_000) is None


WEEKS = st.sampled_from([WEEK, "24/7", "Mo-Fr 09:00-12:00,13:00-18:00; Sa 10:00-14:00; PH off", "Tu,Th 10:00-21:00"])
NAIVE = st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31))  # noqa: DTZ001 - hypothesis wants them so
MOMENTS = NAIVE.map(lambda moment: moment.replace(tzinfo=ISTANBUL))
WINDOWS = st.sampled_from([*PARTS, "any"])


@given(MOMENTS, WINDOWS, WEEKS, st.integers(0, 60), st.integers(0, 20))
def test_a_promise_is_an_end_of_calling_time_with_room_for_all_ahead(now, window, hours, waiting, alike):
    moment = promise.due(now, window, facts(hours), waiting, alike)
    if moment is None:
        return
    lengths = [one.length for one in stretches(now, "any", facts(hours)) if one.end <= moment]

    assert moment in {one.end for one in stretches(now, "any", facts(hours))}
    assert sum(lengths, timedelta()) >= promise.LEAD + waiting * TEN_MINUTES


@given(MOMENTS, WINDOWS, WEEKS, st.integers(0, 60), st.integers(0, 60), st.timedeltas(timedelta(), timedelta(days=9)))
def test_who_comes_later_or_has_more_people_ahead_is_never_promised_an_earlier_call(
    now, window, hours, waiting, more, later
):
    first = promise.due(now, window, facts(hours), waiting)
    second = promise.due(now + later, window, facts(hours), waiting)
    longer = promise.due(now, window, facts(hours), waiting + more)

    assert first is None or second is None or first <= second
    assert first is None or longer is None or first <= longer


def test_a_moment_is_told_with_its_day_in_the_readers_language():
    monday = at("2026-11-23T12:00")
    with override("en"):
        assert promise.in_words(monday) == "Monday 23 November 2026, 12:00"
    with override("tr"):
        assert {"Pazartesi", "Kasım", "12:00"} <= set(promise.in_words(monday).replace(",", " ").split())


def test_the_form_says_what_somebody_who_asks_now_is_promised(open_hours, make_call):
    assert promise.spoken(SUNDAY) == "Monday 23 November 2026, 12:00"
    for number in range(13):
        make_call(phone=f"+9053212345{number:02}")
    assert promise.spoken(SUNDAY) == "Monday 23 November 2026, 17:00"
    open_hours("")
    assert promise.spoken(SUNDAY) == ""


def test_a_database_that_is_gone_only_takes_the_promise_from_the_page(open_hours):
    def refuse(*_args):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        assert promise.spoken(SUNDAY) == ""


def test_a_promise_is_stored_behind_everybody_who_waits(open_hours, make_call):
    for number in range(13):
        make_call(phone=f"+9053212345{number:02}")
    call = make_call(phone="+905559998877")

    assert promise.make(call, MONDAY).due_at == at("2026-11-23T17:00")
    assert (Promise.objects.get().made_at, Promise.objects.get().call) == (MONDAY, call)


def test_nothing_is_stored_where_nothing_can_be_promised(open_hours, make_call):
    open_hours("")

    assert promise.make(make_call(), MONDAY) is None
    assert Promise.objects.count() == 0


def test_those_who_do_not_wait_are_not_in_the_line(open_hours, make_call, agent):
    make_call(state="spam")
    main = make_call(phone="+905320000001")
    make_call(phone="+905320000001", merged_into=main)
    make_call(state="closed", closed_at=MONDAY, closed_by=agent)
    make_call(phone="+905320000002", state="in_progress", claimed_by=agent, claimed_at=MONDAY)

    assert CallRequest.objects.in_line().count() == 2


@pytest.fixture
def promised(open_hours, make_call):
    call = make_call()
    promise.make(call, MONDAY)  # by 12:00
    return call


def record_of(call: CallRequest) -> list[tuple[str, bool, bool]]:
    rows = Promise.objects.filter(call=call).order_by("pk")
    return [(f"{timezone.localtime(row.due_at):%m-%d %H:%M}", bool(row.kept_at), bool(row.missed_at)) for row in rows]


def test_a_missed_promise_stays_on_record_and_a_new_one_is_made(promised):
    noon = at("2026-11-23T12:00")

    assert promise.missed(noon) == 0
    assert promise.missed(noon + timedelta(seconds=1)) == 1
    assert promise.missed(noon + timedelta(seconds=2)) == 0
    assert record_of(promised) == [("11-23 12:00", False, True), ("11-23 17:00", False, False)]


def test_a_promise_somebody_is_busy_keeping_is_not_missed_yet(promised, agent):
    assert desk.claim(promised, agent, at("2026-11-23T11:55"))
    assert promise.missed(at("2026-11-23T12:10")) == 0
    assert desk.record(promised, agent, "reached", at("2026-11-23T12:10"))
    assert record_of(promised) == [("11-23 12:00", True, False)]


def test_a_claim_that_nothing_came_of_does_not_save_a_promise(promised, agent):
    desk.claim(promised, agent, at("2026-11-23T11:55"))

    assert promise.missed(at("2026-11-23T12:26")) == 1
    assert record_of(promised)[0] == ("11-23 12:00", False, True)


def test_who_took_it_on_after_the_time_has_missed_it(promised, agent):
    desk.claim(promised, agent, at("2026-11-23T12:01"))
    desk.record(promised, agent, "reached", at("2026-11-23T12:05"))

    assert record_of(promised) == [("11-23 12:00", False, True)]


def test_who_was_not_reached_is_promised_another_time(promised, agent):
    desk.claim(promised, agent, at("2026-11-23T10:00"))
    desk.record(promised, agent, "no_answer", at("2026-11-23T10:02"), timedelta(hours=2))

    assert record_of(promised) == [("11-23 12:00", True, False), ("11-23 17:00", False, False)]


def test_what_nobody_waits_for_any_more_is_missed_once_and_not_promised_again(promised, chief):
    desk.move(promised, "closed", chief, at("2026-11-23T10:00"))

    assert promise.missed(at("2026-11-23T13:00")) == 1
    assert record_of(promised) == [("11-23 12:00", False, True)]


def test_spam_is_promised_nothing_that_could_be_missed(open_hours, make_call):
    promise.make(make_call(state="spam"), MONDAY)

    assert promise.missed(MONDAY + timedelta(days=2)) == 0


def test_another_time_of_day_replaces_the_promise(promised):
    assert promise.change_window(promised, "evening", at("2026-11-23T10:00")) is True
    promised.refresh_from_db()

    assert (promised.window, record_of(promised)) == ("evening", [("11-23 18:00", False, False)])


def test_another_time_of_day_does_not_hide_a_promise_that_was_missed(promised):
    promise.change_window(promised, "evening", at("2026-11-23T12:30"))

    assert record_of(promised) == [("11-23 12:00", False, True), ("11-23 18:00", False, False)]


def test_another_time_of_day_comes_too_late_for_a_closed_request(promised, chief):
    desk.move(promised, "closed", chief, MONDAY)

    assert promise.change_window(promised, "evening", MONDAY) is False
    promised.refresh_from_db()
    assert promised.window == "any"
