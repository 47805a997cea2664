"""A person who is erased while a request of theirs waits on disk does not come back with the next replay."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import pytest
from django.urls import reverse

from callbacks import forgetting, replaying, spool, torn
from callbacks.erasure import Erased, erase_number
from callbacks.forgetting import Forgotten
from callbacks.intake import accept
from callbacks.models import CallRequest
from callbacks.replaying import Replayed, replay, waiting
from callbacks.source import Source
from tests.callbacks.refusing import refusing_database
from tests.callbacks.staff import desk, messages

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
MINE, OTHER = "+905321234567", "+905559998877"
PAGE = "admin:callbacks_erase_number"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def spooled(cleaned):
    def take(phone: str = MINE) -> str:
        with refusing_database():
            return accept(cleaned(phone=phone), source=Source("192.0.2.7")).token

    return take


def bytes_on_disk() -> bytes:
    return b"".join(path.read_bytes() for path in spool.path().parent.iterdir() if path.is_file())


def test_what_waits_is_removed_and_others_stay(spooled, chief):
    for phone in (MINE, OTHER, MINE):
        spooled(phone)

    assert erase_number(MINE, chief, NOW) == Erased(spooled=Forgotten(removed=2))
    assert (waiting(), replay(), [call.phone for call in CallRequest.objects.all()]) == (1, Replayed(stored=1), [OTHER])


def test_a_replay_without_the_erasing_would_have_brought_the_person_back(spooled):
    spooled()

    assert (replay(), CallRequest.objects.get().phone) == (Replayed(stored=1), MINE)


def test_what_a_replay_could_not_store_is_removed_too(spooled, chief):
    spooled()
    os.replace(spool.path(), spool.path("replaying"))
    spooled(OTHER)

    assert erase_number(MINE, chief, NOW).spooled == Forgotten(removed=1)
    assert not spool.path("replaying").exists()
    assert replay() == Replayed(stored=1)


@pytest.mark.parametrize("damage", [lambda line: line[80:], lambda line: b"x" + line, lambda line: line + b" tail"])
def test_a_torn_line_is_removed_where_it_can_be_read(spooled, chief, damage):
    spooled()
    [line] = spool.lines_of(spool.path())
    spool.path().unlink()
    torn.set_aside([damage(line)], NOW)

    assert erase_number(OTHER, chief, NOW).spooled == Forgotten()
    assert erase_number(MINE, chief, NOW).spooled == Forgotten(removed=1)
    assert not spool.path("torn").exists()


def test_what_cannot_be_read_stays_and_is_counted(spooled, chief, settings):
    spooled()
    torn.set_aside([spool.lines_of(spool.path())[0][:-9]], NOW)
    assert erase_number(OTHER, chief, NOW).spooled == Forgotten(unread=1)
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]
    assert erase_number(OTHER, chief, NOW).spooled == Forgotten(unread=2)
    assert (waiting(), torn.count()) == (1, 1)


def test_a_copy_that_a_crash_left_behind_goes(spooled, chief):
    spooled()
    copy = spool.path("replaying.unfinished")
    copy.write_bytes(spool.path().read_bytes())
    erase_number(MINE, chief, NOW)

    assert (copy.exists(), bytes_on_disk()) == (False, b"")


@pytest.mark.parametrize("fault", ["replace", "fsync"])
def test_a_crash_halfway_leaves_the_file_as_it_was_and_the_next_try_ends_it(spooled, monkeypatch, fault):
    for phone in (MINE, OTHER):
        spooled(phone)
    before = spool.path().read_bytes()

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed, suppress(KeyboardInterrupt):
        killed.setattr(os, fault, die)
        forgetting.forget(MINE)
    assert spool.path().read_bytes() == before
    assert (forgetting.forget(MINE), waiting()) == (Forgotten(removed=1), 1)


def test_a_spool_that_cannot_be_read_stops_no_erasing_and_is_told(make_call, chief):
    make_call()
    spool.path().mkdir(parents=True)

    response = desk(chief).post(reverse(PAGE), {"number": "0532 123 45 67", "sure": "on"}, follow=True)
    assert CallRequest.objects.readable().count() == 0
    assert messages(response) == [
        "Erased: 1 requests, 0 mails; 0 entries of the audit have no reference now.",
        "What waits on disk for the database cannot be read. Erase this number again when it can.",
    ]


def test_the_supervisor_is_told_what_was_found_on_disk(spooled, chief):
    spooled()
    torn.set_aside([b"nonsense"], NOW)

    response = desk(chief).post(reverse(PAGE), {"number": "0532 123 45 67", "sure": "on"}, follow=True)
    assert messages(response) == [
        "Erased: 0 requests, 0 mails; 0 entries of the audit have no reference now.",
        "1 request of this number waited on disk and is removed.",
        "1 line on disk cannot be read and may be of this number too. "
        "What is torn goes after 90 days; if a key is missing, erase again when it is back.",
    ]


def test_a_replay_that_is_under_way_is_waited_for(spooled, chief, monkeypatch):
    """Else the person would go from the spool into the database behind the back of whoever erases."""
    spooled()
    store_once, erasing = replaying._store_once, []

    def meanwhile(entry: dict) -> bool:
        erasing.append(Thread(target=forget_alone))
        erasing[0].start()
        erasing[0].join(0.3)
        erasing.append(erasing[0].is_alive())
        return store_once(entry)

    def forget_alone() -> None:
        with spool.locked("replay-lock"):
            forgetting.forget(MINE)

    with monkeypatch.context() as busy:
        busy.setattr(replaying, "_store_once", meanwhile)
        replay()
    erasing[0].join()
    assert erasing[1] is True
    assert erase_number(MINE, chief, NOW).requests == 1
