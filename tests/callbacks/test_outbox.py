import logging
import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from django.core import mail as django_mail
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from callbacks import outbox
from callbacks.models import Mail, MailState
from callbacks.outbox import claim_next, deliver_due, mark_sent, message, pause_after, put_off
from tests.callbacks.conftest import NOW
from tests.serving import free_port

AWAY, REFUSED = ConnectionRefusedError(), smtplib.SMTPDataError(451, b"not now, +905321234567")

pytestmark = pytest.mark.django_db


def columns(mail: Mail) -> dict:
    return Mail.objects.values("state", "tries", "due_at", "leased_until", "sent_at", "last_fault").get(pk=mail.pk)


SENT = {"state": "sent", "tries": 1, "due_at": NOW, "leased_until": None, "sent_at": NOW, "last_fault": ""}


def test_a_mail_says_the_reference_and_the_link_in_both_languages_and_nothing_else(make_mail, settings):
    settings.SITE_URL = "https://clinic.example"
    settings.CALL_TEAM_EMAIL = ["calls@hospital.example", "night@hospital.example"]
    mail = make_mail(call={"reference": "K7M-4QD", "name": "Zümrüdüanka", "about": "Phoenixcramp", "extension": "4711"})
    made = message(mail)
    link = f"https://clinic.example/admin/callbacks/callrequest/{mail.call_id}/change/"

    assert (made.to, made.from_email) == (settings.CALL_TEAM_EMAIL, settings.DEFAULT_FROM_EMAIL)
    assert made.extra_headers == {"Message-ID": "<K7M-4QD@clinic.example>"}
    assert made.subject == "Call request K7M-4QD · Arama talebi K7M-4QD"
    assert (made.body.count("K7M-4QD"), made.body.count(link)) == (2, 2)
    whole = made.message().as_string()
    marks = ("Zümrüdüanka", "Phoenix", "4711", "5321234", "532 123", "=C3=BCmr")
    assert [mark for mark in marks if mark in whole] == []


def test_a_mail_that_is_due_goes_out_once(make_mail):
    mail = make_mail()
    assert deliver_due(NOW, worker="w") == 1
    assert deliver_due(NOW, worker="w") == 0
    assert [sent.extra_headers["Message-ID"] for sent in django_mail.outbox] == [mail.message_id]
    state = columns(mail)
    assert (state.pop("sent_at") - NOW) < timedelta(seconds=5)
    assert state == {name: value for name, value in SENT.items() if name != "sent_at"}


def test_a_mail_that_is_not_due_waits(make_mail):
    make_mail(due_at=NOW + timedelta(seconds=60))
    assert (deliver_due(NOW, worker="w"), deliver_due(NOW + timedelta(seconds=61), worker="w")) == (0, 1)


def test_the_one_due_longest_comes_first(make_mail):
    later, first = make_mail(), make_mail(due_at=NOW - timedelta(hours=1))
    assert [claim_next(NOW), claim_next(NOW), claim_next(NOW)] == [first, later, None]


def test_nobody_takes_a_mail_while_another_has_it(make_mail):
    mail = make_mail()
    claim_next(NOW)
    assert columns(mail)["leased_until"] == NOW + timedelta(seconds=60)
    assert claim_next(NOW + timedelta(seconds=59)) is None
    assert claim_next(NOW + timedelta(seconds=60)).tries == 2


def test_who_sends_a_mail_late_does_not_spoil_it_for_who_has_it_now(make_mail):
    late = make_mail()
    late = claim_next(NOW)
    now_it_is = claim_next(NOW + timedelta(seconds=61))
    put_off(late, NOW + timedelta(seconds=62), AWAY)
    assert columns(late)["leased_until"] == NOW + timedelta(seconds=121)
    assert mark_sent(late, NOW + timedelta(seconds=63)) == 1
    assert mark_sent(now_it_is, NOW + timedelta(seconds=64)) == 0
    put_off(now_it_is, NOW + timedelta(seconds=65), AWAY)
    assert columns(late)["state"] == "sent"


def test_a_refused_mail_is_put_off_and_the_others_go_out(make_mail, fault, caplog):
    refused, fine = make_mail(), make_mail()
    fault[:] = [REFUSED]
    logging.getLogger("callbacks").addHandler(caplog.handler)
    assert deliver_due(NOW, worker="worker 7") == 1
    logging.getLogger("callbacks").removeHandler(caplog.handler)

    state = columns(refused)
    assert timedelta(seconds=24) <= state.pop("due_at") - NOW <= timedelta(seconds=37)
    assert state == {
        "state": "waiting",
        "tries": 1,
        "leased_until": None,
        "sent_at": None,
        "last_fault": "SMTPDataError 451",
    }
    assert columns(fine)["state"] == "sent"
    assert caplog.messages == ["worker 7 could not send a mail, try 1: SMTPDataError 451"]


def test_a_server_that_is_away_is_not_asked_with_every_mail(make_mail, fault):
    for _mail in range(5):
        make_mail()
    fault[:] = [AWAY]
    assert deliver_due(NOW, worker="w") == 0
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
    assert deliver_due(NOW, worker="w") == 4


def test_a_delivery_leaves_the_worker_time_for_its_other_duties(make_mail, fault, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 3)
    for _mail in range(5):
        make_mail()
    assert [deliver_due(NOW, worker="w") for _turn in range(3)] == [3, 2, 0]


def test_a_fault_of_our_own_keeps_the_mail(make_mail, monkeypatch):
    mail = make_mail()
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "message", lambda mail: 1 / 0)
        assert deliver_due(NOW, worker="w") == 0
    assert columns(mail)["last_fault"] == "ZeroDivisionError"
    assert deliver_due(NOW + timedelta(minutes=1), worker="w") == 1


@given(st.integers(1, 500))
def test_pauses_double_from_30_seconds_to_an_hour_with_a_fifth_more_or_less(tries):
    middle = min(30 * 2 ** (tries - 1), 3600)
    assert middle * 0.8 <= pause_after(tries).total_seconds() <= middle * 1.2


def test_pauses_differ():
    assert len({pause_after(9) for _time in range(20)}) > 10


def test_a_mail_is_given_up_after_55_tries_and_about_48_hours(make_mail, fault):
    mail, now = make_mail(), NOW
    fault[:] = [AWAY] * 60
    while columns(mail)["state"] == "waiting":
        now = max(now, columns(mail)["due_at"])
        deliver_due(now, worker="w")
    assert (columns(mail)["state"], columns(mail)["tries"], len(fault)) == ("dead", 55, 5)
    assert timedelta(hours=38) < now - NOW < timedelta(hours=58)
    assert claim_next(now + timedelta(days=100)) is None


def test_the_pauses_of_55_tries_are_48_hours():
    pauses = sum((min(30 * 2 ** (tries - 1), 3600) for tries in range(1, 55)), 0)
    assert 48 * 3600 < pauses < 48.2 * 3600


def test_what_was_given_up_begins_anew_when_somebody_says_so(make_mail):
    dead, waiting = make_mail(state=MailState.DEAD, tries=55, last_fault="SMTPDataError 550"), make_mail(tries=3)
    later = NOW + timedelta(days=3)
    assert Mail.objects.send_again(later) == 1
    assert (columns(dead)["tries"], columns(waiting)["tries"]) == (0, 3)
    assert deliver_due(later, worker="w") == 2
    assert {sent.extra_headers["Message-ID"] for sent in django_mail.outbox} == {dead.message_id, waiting.message_id}


class Server:
    """A real mail server that does to each mail what `answers` says, in order; "250" afterwards."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.got: list[str] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.pop(0) if self.answers else "250 fine"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.got += [line for line in envelope.content.decode().splitlines() if line.startswith("Message-ID:")]
        return "250 taken"


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


def test_a_real_server_that_refuses_gets_the_same_message_again(make_mail, server):
    mail = make_mail()
    server.answers = ["451 not now", "550 nobody here"]
    faults = []
    for minutes in (0, 1, 3):
        deliver_due(NOW + timedelta(minutes=minutes), worker="w")
        faults.append(columns(mail)["last_fault"])
    assert faults == ["SMTPRecipientsRefused 451", "SMTPRecipientsRefused 550", ""]
    assert (server.got, columns(mail)["state"]) == ([f"Message-ID: {mail.message_id}"], "sent")


def test_a_server_that_is_not_there_costs_nothing(make_mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    mail = make_mail()
    assert deliver_due(NOW, worker="w") == 0
    assert columns(mail)["last_fault"] == "ConnectionRefusedError"


def test_the_time_for_a_server_is_far_below_the_lease(settings):
    assert settings.EMAIL_TIMEOUT == 5 < outbox.LEASE.total_seconds() / 10


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_of_fifty_mails_once(make_mail, monkeypatch):
    mails, began, sent = [make_mail() for _mail in range(50)], Barrier(4), []
    monkeypatch.setattr(outbox, "_send", lambda mail: sent.append(mail.pk))

    def work(name: str) -> None:
        began.wait()
        while deliver_due(NOW, worker=name):
            pass
        connection.close()

    workers = [Thread(target=work, args=[str(number)]) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sent) == sorted(mail.pk for mail in mails)
    assert set(Mail.objects.values_list("state", "tries")) == {("sent", 1)}
