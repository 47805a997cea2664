"""Which fault is of one mail and which of the server, and the outbox's numbers, held exactly."""

import smtplib
from datetime import timedelta
from types import SimpleNamespace

import pytest

from callbacks import outbox
from callbacks.models import Mail
from callbacks.outbox import deliver_due, pause_after, write
from tests.callbacks.conftest import NOW

SECOND = timedelta(seconds=1)
AWAY = ConnectionRefusedError()

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "judged",
    [
        smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"nobody")}),
        smtplib.SMTPRecipientsRefused({}),
        smtplib.SMTPSenderRefused(550, b"not you", "a@b.example"),
        smtplib.SMTPDataError(451, b"not now"),
    ],
)
def test_a_fault_of_one_mail_does_not_keep_the_others(make_mail, fault, judged):
    make_mail(), make_mail()
    fault[:] = [judged]
    assert deliver_due(NOW, worker="w") == 1


@pytest.mark.parametrize(
    "fault_of_the_server",
    [
        AWAY,
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPConnectError(421, b"busy"),
        smtplib.SMTPHeloError(501, b"who"),
        smtplib.SMTPAuthenticationError(535, b"no"),
    ],
)
def test_a_fault_of_the_server_keeps_them_all(make_mail, fault, fault_of_the_server):
    make_mail(), make_mail()
    fault[:] = [fault_of_the_server]
    assert deliver_due(NOW, worker="w") == 0


def test_a_fault_of_any_name_fits_into_its_column(make_mail, fault):
    mail = make_mail()
    fault[:] = [type("VeryLong" * 20, (Exception,), {})()]
    deliver_due(NOW, worker="w")
    assert Mail.objects.get(pk=mail.pk).last_fault == ("VeryLong" * 20)[:60]


@pytest.mark.parametrize(("tries", "shortest", "longest"), [(1, 24, 36), (2, 48, 72), (7, 1536, 2304), (8, 2880, 4320)])
def test_a_pause_is_between_its_two_ends(monkeypatch, tries, shortest, longest):
    for pick, seconds in ((min, shortest), (max, longest)):
        monkeypatch.setattr(outbox, "_chance", SimpleNamespace(uniform=lambda low, high, pick=pick: pick(low, high)))
        assert pause_after(tries) == seconds * SECOND


def test_a_delivery_to_a_server_that_hangs_ends_within_five_minutes(settings):
    assert outbox.AT_ONCE * settings.EMAIL_TIMEOUT <= 300


def test_an_empty_outbox_costs_one_question(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        deliver_due(NOW, worker="w")


def test_without_a_call_team_there_is_no_mail(make_call, settings):
    settings.CALL_TEAM_EMAIL = []
    assert (write(make_call()), Mail.objects.count()) == (None, 0)
