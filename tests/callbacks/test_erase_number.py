"""Everything of one number is erased for a person who asks for it by telephone."""

from datetime import UTC, datetime

import pytest
from auditlog.models import LogEntry as Opened
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from callbacks import desk as steps
from callbacks.erasure import Erased, erase_number
from callbacks.models import CallRequest, Mail, Promise
from callbacks.models.call_request import PERSONAL
from tests.callbacks.staff import desk, joins, messages, page_of

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
NUMBER = "+905321234567"
PAGE = "admin:callbacks_erase_number"


@pytest.fixture
def supervisor(agent):
    return joins(agent, "call supervisors")


@pytest.fixture
def everything(make_call, chief):
    """Four requests of the number, in every kind of state, with a mail and a promise; and one of somebody else."""
    main = make_call(reference="CCC-CCC")
    rows = [main, make_call(merged_into=main), make_call(state="spam")]
    rows.append(make_call(state="closed", closed_at=NOW, closed_by=chief))
    Mail.objects.create(call=main, message_id="<1@test>")
    Promise.objects.create(call=main, due_at=NOW)
    Promise.objects.create(call=rows[3], due_at=NOW, kept_at=NOW)
    Mail.objects.create(call=make_call(phone="+905559998877", reference="DDD-DDD"), message_id="<2@test>")
    return rows


def test_all_requests_of_a_number_are_erased_with_mails_and_open_promises(everything, chief):
    found = erase_number(NUMBER, chief, NOW)

    assert found == Erased(requests=4, mails=1, audit=0)
    assert [call.reference for call in CallRequest.objects.readable()] == ["DDD-DDD"]
    rows = CallRequest.objects.exclude(reference="DDD-DDD").order_by("pk")
    assert {getattr(row, column) for row in rows for column in PERSONAL} == {""}
    assert [row.state for row in rows] == ["closed", "closed", "spam", "closed"]
    assert (CallRequest.objects.count(), Mail.objects.count(), Promise.objects.count()) == (5, 1, 1)
    assert CallRequest.objects.of_phone(NUMBER).count() == 0


def test_doing_it_twice_finds_nothing_more(everything, chief):
    erase_number(NUMBER, chief, NOW)

    assert erase_number(NUMBER, chief, NOW) == Erased()


def test_a_request_in_somebodys_hands_is_taken_out_of_them(everything, agent, chief):
    assert steps.claim(everything[0], agent, NOW)
    erase_number(NUMBER, chief, NOW)

    assert steps.record(everything[0], agent, "reached", NOW) is None


def test_the_audit_loses_the_reference_and_keeps_who_looked_and_when(everything, supervisor):
    client = desk(supervisor)
    client.get(page_of(everything[0]))
    client.post(reverse("admin:callbacks_callrequest_step", args=[everything[0].pk]), {"step": "claim"})

    assert erase_number(NUMBER, supervisor, NOW).audit == 2
    assert [(entry.actor, entry.object_repr) for entry in Opened.objects.all()] == [(supervisor, "erased")]
    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["erased"]
    assert "CCC-CCC" not in str([*Opened.objects.values(), *LogEntry.objects.values()])


def test_a_supervisor_erases_a_number_as_it_is_said_and_the_log_names_nobody(everything, supervisor):
    client = desk(supervisor)
    response = client.post(reverse(PAGE), {"number": "0532 123 45 67", "sure": "on"}, follow=True)

    said = "Erased: 4 requests, 1 mails; 0 entries of the audit have no reference now."
    assert messages(response) == [said]
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr, entry.is_deletion()) == (supervisor, "erased", True)
    assert entry.change_message == "by number: 4 requests, 1 mails, 0 audit entries, 0 lines of the spool"
    assert "532" not in str(LogEntry.objects.values().get()) + response.redirect_chain[-1][0]


@pytest.mark.parametrize("sent", [{}, {"number": "0532 123 45 67"}, {"number": "12", "sure": "on"}, {"sure": "on"}])
def test_without_a_number_and_a_yes_nothing_is_erased(everything, supervisor, sent):
    response = desk(supervisor).post(reverse(PAGE), sent)

    assert (response.status_code, CallRequest.objects.readable().count()) == (200, 5)


def test_the_number_cannot_be_given_in_the_address(everything, supervisor):
    response = desk(supervisor).get(reverse(PAGE), {"number": "0532 123 45 67", "sure": "on"})

    assert (response.context["form"].is_bound, CallRequest.objects.readable().count()) == (False, 5)


def test_the_call_team_may_not(everything, agent):
    client = desk(joins(agent, "call team"))

    assert client.post(reverse(PAGE), {"number": "0532 123 45 67", "sure": "on"}).status_code == 403
    assert CallRequest.objects.readable().count() == 5
