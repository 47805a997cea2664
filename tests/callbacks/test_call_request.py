from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from callbacks.models import CallRequest
from callbacks.models.call_request import PERSONAL
from callbacks.phone import Phone

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

#: Every column is judged: it leads to a person, or it does not.
HARMLESS = {
    "id",
    "reference",
    "token_digest",
    "language",
    "window",
    "may_leave_message",
    "may_say_hospital",
    "notice_version",
    "notice_language",
    "received_at",
    "state",
    "handled_at",
    "handled_by",
    "erased_at",
}


def test_every_column_is_judged_personal_or_harmless():
    assert {field.name for field in CallRequest._meta.get_fields()} == HARMLESS | set(PERSONAL)


def test_a_request_prints_as_its_reference(make_call):
    call = make_call(reference="K7M-4QD")

    assert (str(call), repr(call)) == ("K7M-4QD", "<CallRequest: K7M-4QD>")


def test_the_safe_answers_are_the_default(make_call):
    call = make_call()

    assert (call.window, call.may_leave_message, call.may_say_hospital, call.state) == ("any", False, False, "new")


def test_the_number_to_call_has_its_extension(make_call):
    call = make_call(phone="+902123456789", extension="12")

    assert CallRequest.objects.get().number == Phone("+902123456789", "12")
    assert call.number == Phone("+902123456789", "12")


@pytest.mark.parametrize(
    "columns",
    [
        {"language": "de"},
        {"window": "night"},
        {"notice_language": "xx"},
        {"state": "lost"},
        {"name": ""},
        {"phone": ""},
        {"state": "handled"},
        {"state": "handled", "handled_at": NOW},
        {"handled_at": NOW},
        {"state": "spam", "handled_at": NOW},
        {"erased_at": NOW},
    ],
)
def test_the_database_refuses_a_row_that_contradicts_itself(make_call, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(**columns)

    assert CallRequest.objects.count() == 0


def test_the_database_refuses_staff_without_a_time_and_a_state(make_call, agent):
    for columns in ({"handled_by": agent}, {"handled_by": agent, "state": "handled"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_call(**columns)

    assert make_call(handled_by=agent, handled_at=NOW, state="handled").state == "handled"


def test_a_reference_and_a_token_belong_to_one_request(make_call):
    make_call(token="t", reference="K7M-4QD")
    for columns in ({"reference": "K7M-4QD"}, {"token": "t"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_call(**columns)

    assert CallRequest.objects.count() == 1


def test_waiting_requests_are_real_new_and_readable(make_call, agent):
    waiting = make_call()
    make_call(state="spam")
    make_call(state="handled", handled_by=agent, handled_at=NOW)
    erased = make_call()
    CallRequest.objects.filter(pk=erased.pk).erase(NOW)

    assert list(CallRequest.objects.waiting()) == [waiting]


def test_a_token_opens_its_own_request_until_it_is_erased(make_call):
    mine = make_call(token="mine")
    make_call(token="other")

    assert list(CallRequest.objects.opened_by("mine")) == [mine]
    assert list(CallRequest.objects.opened_by("wrong")) == []
    CallRequest.objects.erase(NOW)
    assert list(CallRequest.objects.opened_by("mine")) == []


def test_every_request_of_a_number_is_found_without_reading_it(make_call):
    first, second = make_call(phone="+905321234567"), make_call(phone="+905321234567", state="spam")
    make_call(phone="+905321234568")

    assert set(CallRequest.objects.of_phone("+905321234567")) == {first, second}


def test_handing_over_is_done_once(make_call, agent, chief):
    call = make_call()

    assert CallRequest.objects.hand_over(agent, NOW) == 1
    assert CallRequest.objects.hand_over(chief, NOW + timedelta(hours=1)) == 0
    call.refresh_from_db()
    assert (call.state, call.handled_by, call.handled_at) == ("handled", agent, NOW)


def test_spam_is_not_handed_over(make_call, agent):
    make_call(state="spam")

    assert CallRequest.objects.hand_over(agent, NOW) == 0


def test_taking_back_makes_handled_requests_and_spam_wait_again(make_call, agent):
    make_call(state="spam")
    make_call(state="handled", handled_by=agent, handled_at=NOW)
    make_call()
    erased = make_call(state="spam")
    CallRequest.objects.filter(pk=erased.pk).erase(NOW)

    assert CallRequest.objects.take_back() == 2
    assert CallRequest.objects.waiting().count() == 3


def test_erasing_empties_everything_personal_and_keeps_the_row(make_call):
    call = make_call(extension="12", about="Cramp", language="tr", window="evening")

    assert CallRequest.objects.erase(NOW) == 1
    call.refresh_from_db()
    assert {column: getattr(call, column) for column in PERSONAL} == dict.fromkeys(PERSONAL, "")
    assert (call.language, call.window, call.erased_at, call.number) == ("tr", "evening", NOW, None)
    assert CallRequest.objects.erase(NOW) == 0


def test_an_account_that_handled_a_request_cannot_be_deleted(make_call, agent):
    make_call(state="handled", handled_by=agent, handled_at=NOW)

    with pytest.raises(IntegrityError):
        agent.delete()
