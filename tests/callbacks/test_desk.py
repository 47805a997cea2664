from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localtime

from callbacks import desk
from callbacks.models import CallAttempt, CallRequest, HospitalFacts, Outcome, Promise, State
from callbacks.querysets import CLAIM_LASTS, OPEN
from callbacks.querysets import OPEN as OPEN_IN_QUESTIONS

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def in_state(make_call, agent):
    """A request in a state, taken on by the agent where somebody has to have."""

    def make(state: str, **columns) -> CallRequest:
        by = {"in_progress": {"claimed_by": agent, "claimed_at": NOW}, "closed": {"closed_at": NOW, "closed_by": agent}}
        return make_call(state=state, **by.get(state, {}), **columns)

    return make


def now_is(call: CallRequest) -> str:
    return CallRequest.objects.values_list("state", flat=True).get(pk=call.pk)


def test_questions_and_model_agree_on_what_is_open():
    from callbacks.models import OPEN as OPEN_IN_MODEL

    assert tuple(map(str, OPEN_IN_MODEL)) == OPEN_IN_QUESTIONS == OPEN


def test_the_table_says_something_of_every_state():
    assert set(desk.TRANSITIONS) == set(State.values)
    assert set(desk.LEADS_TO) == set(Outcome.values)
    assert set(desk.LEADS_TO.values()) <= desk.TRANSITIONS[State.IN_PROGRESS]


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_exactly_the_transitions_of_the_table_are_possible(in_state, agent, before, after):
    call = in_state(before)
    allowed = after in desk.TRANSITIONS[before]

    assert desk.move(call, after, agent, NOW) is allowed
    assert now_is(call) == (after if allowed else before)


@pytest.mark.parametrize("after", State.values)
def test_an_erased_request_goes_nowhere(in_state, agent, after):
    for before in State.values:
        call = in_state(before)
        CallRequest.objects.filter(pk=call.pk).erase(NOW)

        assert (desk.move(call, after, agent, NOW), now_is(call)) == (False, before)


@pytest.mark.parametrize("after", State.values)
def test_nothing_is_done_with_what_somebody_else_has_in_hand(in_state, chief, after):
    call = in_state("in_progress")

    assert (desk.move(call, after, chief, NOW), now_is(call)) == (False, "in_progress")


def test_a_request_is_taken_on_by_one_person(make_call, agent, chief):
    call = make_call(next_try_at=NOW)

    assert [desk.claim(call, by, NOW) for by in (agent, chief, agent)] == [True, False, False]
    call.refresh_from_db()
    assert (call.state, call.claimed_by, call.claimed_at, call.next_try_at) == ("in_progress", agent, NOW, None)


def test_a_claim_ends_after_half_an_hour_and_not_a_second_before(make_call, agent, chief):
    call = make_call()
    desk.claim(call, agent, NOW)

    assert desk.claim(call, chief, NOW + CLAIM_LASTS - timedelta(seconds=1)) is False
    assert desk.claim(call, chief, NOW + CLAIM_LASTS) is True
    assert desk.record(call, agent, "reached", NOW + CLAIM_LASTS) is None
    assert CallAttempt.objects.count() == 0


def test_what_was_taken_on_and_left_waits_again(make_call, agent):
    fresh, tried, new = (make_call(phone=f"+90532000000{n}") for n in range(3))
    desk.claim(tried, agent, NOW - timedelta(hours=3))
    desk.record(tried, agent, "busy", NOW - timedelta(hours=3))
    for call, ago in ((fresh, 29), (tried, 30), (new, 31)):
        assert desk.claim(call, agent, NOW - timedelta(minutes=ago))

    assert desk.release_expired(NOW) == 2
    assert [now_is(call) for call in (fresh, tried, new)] == ["in_progress", "no_answer", "new"]


def test_a_request_is_given_back_by_whoever_has_it(make_call, agent, chief):
    call = make_call()
    desk.claim(call, agent, NOW)

    assert [desk.release(call, by) for by in (chief, agent, agent)] == [False, True, False]
    assert now_is(call) == "new"


@pytest.mark.parametrize("outcome", Outcome.values)
def test_a_try_is_written_down_with_its_outcome_and_next_try(make_call, agent, outcome):
    call = make_call()
    desk.claim(call, agent, NOW)
    later = NOW + timedelta(minutes=4)
    attempt = desk.record(call, agent, outcome, later, timedelta(hours=1))
    again = later + timedelta(hours=1) if outcome in ("no_answer", "busy", "message") else None
    call.refresh_from_db()

    assert (attempt.made_by, attempt.made_at, attempt.outcome, attempt.next_try_at) == (agent, later, outcome, again)
    assert (call.state, call.next_try_at, call.claimed_by) == (desk.LEADS_TO[outcome], again, None)


@pytest.mark.parametrize(
    ("pause", "window", "moment"),
    [
        ("30", "any", "2026-11-27 17:50"),
        ("120", "any", "2026-11-30 09:00"),  # two hours later we are closed, and then comes the weekend
        ("1440", "any", "2026-11-30 09:00"),
        ("30", "morning", "2026-11-30 09:00"),  # what they wished comes before what was clicked
        ("1440", "afternoon", "2026-11-30 12:00"),
    ],
)
def test_the_next_try_is_never_at_night_nor_on_a_day_we_are_closed(make_call, agent, pause, window, moment):
    HospitalFacts(opening_hours="Mo-Fr 09:00-18:00").save()
    call, friday = make_call(window=window), datetime(2026, 11, 27, 14, 20, tzinfo=UTC)  # 17:20 in Istanbul
    desk.claim(call, agent, friday)
    attempt = desk.record(call, agent, "no_answer", friday, desk.PAUSES[pause])
    call.refresh_from_db()

    assert f"{localtime(call.next_try_at):%Y-%m-%d %H:%M}" == moment
    assert (attempt.next_try_at, call.promises.get().due_at > call.next_try_at) == (call.next_try_at, True)


def test_a_try_by_somebody_who_did_not_take_it_on_is_not_written_down(make_call, agent, chief):
    call = make_call()

    assert desk.record(call, agent, "reached", NOW) is None
    desk.claim(call, agent, NOW)
    assert desk.record(call, chief, "reached", NOW) is None
    assert (CallAttempt.objects.count(), now_is(call)) == (0, "in_progress")


def test_merged_requests_go_along_and_are_not_called_themselves(make_call, agent):
    HospitalFacts(opening_hours="Mo-Fr 09:00-18:00").save()
    main = make_call()
    again = make_call(merged_into=main)

    assert desk.claim(again, agent, NOW) is False
    desk.claim(main, agent, NOW)
    assert now_is(again) == "new"
    desk.record(main, agent, "no_answer", NOW)
    assert now_is(again) == "no_answer"
    assert set(Promise.objects.values_list("call", flat=True)) == {main.pk, again.pk}
    desk.claim(main, agent, NOW)
    desk.record(main, agent, "reached", NOW)
    desk.move(main, "closed", agent, NOW)
    again.refresh_from_db()
    assert (again.state, again.closed_at, again.closed_by) == ("closed", NOW, agent)


def test_a_closed_request_cannot_wait_again_beside_another_of_its_number(in_state, make_call, agent):
    closed, open_one = in_state("closed"), make_call()

    assert desk.move(closed, "new", agent, NOW) is False
    desk.move(open_one, "closed", agent, NOW)
    assert desk.move(closed, "new", agent, NOW) is True


def test_whom_we_promised_the_earliest_call_comes_first_and_missed_promises_count(make_call, agent):
    def promised(hours: int, missed: bool = False, **columns) -> CallRequest:
        call = make_call(phone=f"+9053200000{CallRequest.objects.count():02}", **columns)
        moment = NOW + timedelta(hours=hours)
        if missed:
            Promise.objects.create(call=call, due_at=NOW - timedelta(hours=1), missed_at=NOW)
        Promise.objects.create(call=call, due_at=moment)
        return call

    tomorrow, soon = promised(24), promised(1)
    missed = promised(5, missed=True)
    later = promised(2, state="no_answer", next_try_at=NOW + timedelta(hours=3))
    unpromised = make_call(phone="+905329999999", received_at=NOW - timedelta(days=1))
    order = [call.pk for call in (unpromised, missed, soon, later, tomorrow)]

    assert list(CallRequest.objects.in_calling_order(NOW).values_list("pk", flat=True)) == order
    shown = {call.pk: (call.due_at, call.missed_before) for call in CallRequest.objects.in_calling_order(NOW)}
    assert shown[missed.pk] == (NOW + timedelta(hours=5), 1)
    assert shown[unpromised.pk] == (None, 0)
