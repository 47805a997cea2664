from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

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
    "merged_into",
    "merged",
    "claimed_at",
    "claimed_by",
    "next_try_at",
    "closed_at",
    "closed_by",
    "erased_at",
    "promises",
    "attempts",
    "mails",
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
        {"state": "closed"},
        {"closed_at": NOW},
        {"state": "spam", "closed_at": NOW},
        {"state": "in_progress"},
        {"state": "in_progress", "claimed_at": NOW},
        {"claimed_at": NOW},
        {"erased_at": NOW},
    ],
)
def test_the_database_refuses_a_row_that_contradicts_itself(make_call, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(**columns)

    assert CallRequest.objects.count() == 0


def test_the_database_refuses_staff_without_a_time_and_a_state(make_call, agent):
    contradictions = [
        {"closed_by": agent},
        {"closed_by": agent, "state": "closed"},
        {"claimed_by": agent},
        {"claimed_by": agent, "state": "in_progress"},
        {"claimed_by": agent, "claimed_at": NOW, "state": "reached"},
    ]
    for columns in contradictions:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_call(**columns)

    assert make_call(closed_by=agent, closed_at=NOW, state="closed").state == "closed"
    assert make_call(claimed_by=agent, claimed_at=NOW, state="in_progress").state == "in_progress"


def test_the_database_holds_one_open_request_a_number(make_call, agent):
    main = make_call()
    for state in ("new", "no_answer"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_call(state=state)
    make_call(merged_into=main)
    make_call(state="spam")
    make_call(state="closed", closed_at=NOW)
    make_call(phone="+905321234568")

    assert CallRequest.objects.in_line().count() == 2


def test_a_reference_and_a_token_belong_to_one_request(make_call):
    make_call(token="t", reference="K7M-4QD")
    for columns in ({"reference": "K7M-4QD"}, {"token": "t"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_call(**columns)

    assert CallRequest.objects.count() == 1


def test_open_requests_are_real_and_readable_and_in_line_once_a_number(make_call, agent):
    waiting = make_call()
    again = make_call(merged_into=waiting)
    make_call(state="spam")
    make_call(state="closed", closed_by=agent, closed_at=NOW)
    erased = make_call(phone="+905321234568")
    CallRequest.objects.filter(pk=erased.pk).erase(NOW)

    assert set(CallRequest.objects.open()) == {waiting, again}
    assert list(CallRequest.objects.in_line()) == [waiting]
    assert set(CallRequest.objects.filter(pk=waiting.pk).with_merged()) == {waiting, again}


def test_a_token_opens_its_own_request_until_it_is_erased(make_call):
    mine = make_call(token="mine")
    make_call(token="other", phone="+905321234568")

    assert list(CallRequest.objects.opened_by("mine")) == [mine]
    assert list(CallRequest.objects.opened_by("wrong")) == []
    CallRequest.objects.erase(NOW)
    assert list(CallRequest.objects.opened_by("mine")) == []


def test_every_request_of_a_number_is_found_without_reading_it(make_call):
    first, second = make_call(phone="+905321234567"), make_call(phone="+905321234567", state="spam")
    make_call(phone="+905321234568")

    assert set(CallRequest.objects.of_phone("+905321234567")) == {first, second}


def test_erasing_empties_everything_personal_and_keeps_the_row(make_call):
    call = make_call(extension="12", about="Cramp", language="tr", window="evening")

    assert CallRequest.objects.erase(NOW) == 1
    call.refresh_from_db()
    assert {column: getattr(call, column) for column in PERSONAL} == dict.fromkeys(PERSONAL, "")
    assert (call.language, call.window, call.erased_at, call.number) == ("tr", "evening", NOW, None)
    assert CallRequest.objects.erase(NOW) == 0


def test_an_account_that_closed_or_took_on_a_request_cannot_be_deleted(make_call, agent, chief):
    make_call(state="closed", closed_by=agent, closed_at=NOW)
    make_call(state="in_progress", claimed_by=chief, claimed_at=NOW)
    for person in (agent, chief):
        with pytest.raises(ProtectedError):
            person.delete()
