"""Nobody has to look at the spool to learn that somebody waits in it."""

import os

import pytest
from django.urls import reverse
from django.utils import timezone

from callbacks import outbox, spool, torn
from callbacks.models import Mail
from callbacks.watching import Standing, Watch, standing
from tests.callbacks.refusing import refusing_database
from tests.callbacks.staff import LIST, desk, joins
from tests.callbacks.test_spool import entry

pytestmark = pytest.mark.django_db

THEN = 1_795_000_000


@pytest.fixture
def waits():
    """Put lines and torn lines into the spool, last written at THEN."""

    def put(lines: int = 0, spoilt: int = 0) -> None:
        for number in range(lines):
            spool.append(entry(str(number)))
        if spoilt:
            spool.path().parent.mkdir(exist_ok=True)
            torn.set_aside([b"nonsense"] * spoilt, timezone.now())
        for file in spool.path().parent.iterdir():
            os.utime(file, (THEN, THEN))

    return put


def words_at_the_desk(person) -> str:
    return " ".join(desk(person).get(reverse(LIST)).text.split())


def test_an_empty_spool_says_nothing(caplog):
    watch = Watch()
    watch.look()

    assert (standing(), caplog.messages, Mail.objects.count()) == (Standing(), [], 0)


def test_a_change_is_said_once_in_the_log_and_once_by_mail(waits, caplog):
    watch = Watch()
    waits(2, 1)
    for _minute in range(3):
        watch.look()
    waits(1)
    watch.look()
    watch.look()

    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", "In the spool wait 2 requests, and 1 are torn"),
        ("WARNING", "In the spool wait 3 requests, and 1 are torn"),
    ]
    names = [f"<spool-{THEN}-{waiting}-1@testserver>" for waiting in (3, 2)]
    assert list(Mail.objects.values_list("message_id", "call", "state")) == [(name, None, "waiting") for name in names]


def test_two_workers_and_one_that_was_restarted_send_one_mail(waits):
    waits(1)
    for worker in (Watch(), Watch(), Watch()):
        worker.look()

    assert Mail.objects.count() == 1


def test_that_it_is_over_is_said_and_mailed_to_nobody(waits, caplog):
    caplog.set_level("INFO", "callbacks")
    watch = Watch()
    waits(1)
    watch.look()
    spool.path().unlink()
    watch.look()

    assert caplog.messages[1:] == ["Nothing waits in the spool any more, and nothing in it is torn"]
    assert Mail.objects.count() == 1


def test_a_database_that_refuses_the_mail_is_asked_again(waits):
    watch = Watch()
    waits(1)
    with refusing_database():
        watch.look()
    watch.look()

    assert Mail.objects.count() == 1


def test_where_no_mail_is_set_up_none_is_written(waits, settings):
    settings.CALL_TEAM_EMAIL = []
    waits(1)
    Watch().look()

    assert Mail.objects.count() == 0


def test_the_mail_goes_out_in_both_languages_with_nothing_of_anybody(waits, mailoutbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    waits(1)
    Watch().look()

    assert outbox.deliver_due(timezone.now(), worker="test") == 1
    [sent] = mailoutbox
    assert sent.subject == "Call requests need a look · Arama taleplerine bakılması gerekiyor"
    assert sent.body.count("http://testserver/admin/callbacks/callrequest/") == 2
    assert [part for part in ("Zümrüd", "532", "K7M") if part in sent.subject + sent.body] == []


@pytest.mark.parametrize("group", ["call team", "call supervisors"])
def test_the_list_says_what_is_missing_from_it(waits, agent, group):
    waits(2, 1)
    shown = words_at_the_desk(joins(agent, group))

    assert "2 requests wait on disk for the database and are not in this list yet." in shown
    assert "1 request was torn on disk and cannot be read: nobody can call this person back." in shown


def test_a_list_that_misses_nothing_says_nothing(agent, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    shown = words_at_the_desk(joins(agent, "call team"))

    assert [words for words in ("on disk", "EMAIL", "messagelist") if words in shown] == []


def test_a_spool_that_cannot_be_read_is_told_as_such(agent):
    spool.path().mkdir(parents=True)

    assert "the file cannot be read" in words_at_the_desk(joins(agent, "call team"))
    with pytest.raises(IsADirectoryError):
        Watch().look()


def test_the_list_says_that_no_mail_goes_out(agent, settings):
    settings.CALL_TEAM_EMAIL = []

    assert "Nobody is told of new requests by mail" in words_at_the_desk(joins(agent, "call supervisors"))


def test_the_list_of_mails_shows_a_warning_as_one(waits, chief):
    waits(1)
    Watch().look()

    assert "Something is wrong with the spool" in desk(chief).get(reverse("admin:callbacks_mail_changelist")).text
