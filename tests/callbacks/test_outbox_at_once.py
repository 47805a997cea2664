"""Several who deliver at once, each at the worst moment for the other."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from callbacks import outbox
from callbacks.models import Mail, MailState
from callbacks.outbox import claim_next, deliver_due, mark_sent, put_off
from tests.callbacks.conftest import NOW

SECOND, EARLIER = timedelta(seconds=1), NOW - timedelta(seconds=61)  # a lease of then has ended
AWAY = ConnectionRefusedError()

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_between() -> Iterator[Callable]:
    """What another does after the outbox has read a mail, and before it writes."""
    others: list[Callable] = []

    def wrapper(execute: Callable, sql: str, *rest: Any) -> Any:
        if others and sql.startswith('UPDATE "callbacks_mail"'):
            others.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(wrapper):
        yield others.append


def now_of(mail: Mail) -> tuple:
    return Mail.objects.values_list("state", "tries").get(pk=mail.pk)


def test_a_mail_that_another_took_in_between_is_left_alone_though_the_lease_is_over(make_mail, in_between):
    mail = make_mail(due_at=EARLIER)
    in_between(lambda: claim_next(EARLIER))
    assert claim_next(NOW) is None
    assert now_of(mail) == ("waiting", 1)
    assert claim_next(NOW).tries == 2


def test_a_mail_that_went_out_in_between_is_not_taken_again(make_mail, in_between):
    mail = make_mail(due_at=EARLIER)
    late = claim_next(EARLIER)
    in_between(lambda: mark_sent(late, NOW))
    assert claim_next(NOW) is None
    assert now_of(mail) == ("sent", 1)


def test_who_finds_the_first_taken_takes_the_next(make_mail, in_between):
    first, second, taken = make_mail(), make_mail(), []
    in_between(lambda: taken.append(claim_next(NOW)))
    assert (claim_next(NOW), taken) == (second, [first])


def test_a_mail_that_another_wrote_down_as_sent_is_counted_once(make_mail, monkeypatch):
    mail = make_mail()
    monkeypatch.setattr(outbox, "_send", lambda mail: mark_sent(mail, NOW) and None)
    assert deliver_due(NOW + SECOND, worker="w") == 0
    assert Mail.objects.get(pk=mail.pk).sent_at == NOW


def test_what_went_out_late_is_sent_though_another_gave_it_up_meanwhile(make_mail):
    mail = make_mail(tries=54)
    late, other = claim_next(NOW), claim_next(NOW + 60 * SECOND)
    put_off(other, NOW + 61 * SECOND, AWAY)
    assert now_of(mail) == ("dead", 56)
    assert mark_sent(late, NOW + 62 * SECOND) == 1
    assert now_of(mail) == ("sent", 56)


def test_who_was_late_does_not_give_up_what_somebody_began_anew(make_mail):
    mail = make_mail(tries=54)
    late, other = claim_next(NOW), claim_next(NOW + 60 * SECOND)
    put_off(other, NOW + 61 * SECOND, AWAY)
    Mail.objects.send_again(NOW + 62 * SECOND)
    put_off(late, NOW + 63 * SECOND, AWAY)
    assert now_of(mail) == ("waiting", 0)
    assert claim_next(NOW + 62 * SECOND).tries == 1


def test_a_lease_and_a_pause_begin_when_the_mail_is_taken_however_long_the_ones_before_took(make_mail, monkeypatch):
    mails, clock = [make_mail() for _mail in range(3)], SimpleNamespace(monotonic=lambda: 40 * len(sent))
    sent: list[Mail] = []

    def send(mail: Mail) -> Exception | None:
        leases.append(Mail.objects.get(pk=mail.pk).leased_until - NOW)
        sent.append(mail)
        return AWAY if len(sent) == 3 else None

    leases: list[timedelta] = []
    monkeypatch.setattr(outbox, "time", clock)
    monkeypatch.setattr(outbox, "_send", send)
    monkeypatch.setattr(outbox, "_chance", SimpleNamespace(uniform=lambda low, high: low))
    assert deliver_due(NOW, worker="w") == 2
    assert [lease / SECOND for lease in leases] == [60, 100, 140]
    second, third = (Mail.objects.get(pk=mail.pk) for mail in mails[1:])
    assert (second.sent_at, third.due_at) == (NOW + 40 * SECOND, NOW + (80 + 24) * SECOND)


def test_send_again_takes_effect_at_once_for_what_was_given_up_and_for_nothing_else(make_mail):
    held = {"leased_until": NOW + timedelta(hours=1), "due_at": NOW + timedelta(hours=1), "tries": 55}
    dead, waiting = make_mail(state=MailState.DEAD, **held), make_mail(**held)
    sent = make_mail(state=MailState.SENT, sent_at=NOW, **held)
    assert Mail.objects.send_again(NOW) == 1
    assert [now_of(mail) for mail in (dead, waiting, sent)] == [("waiting", 0), ("waiting", 55), ("sent", 55)]
    assert (claim_next(NOW), claim_next(NOW)) == (dead, None)
