import os
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from callbacks import replaying, spool
from callbacks.intake import accept
from callbacks.models import CallRequest, Mail
from callbacks.references import digest_of
from callbacks.replaying import Replayed, replay, waiting
from callbacks.source import Source
from tests.callbacks.refusing import refusing_database

HERE = Source("192.0.2.7")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def spooled(cleaned):
    """Take a request while the database refuses; returns its token."""

    def take(**changes: str) -> str:
        with refusing_database():
            accepted = accept(cleaned(**changes), source=HERE)
        assert accepted.spooled
        return accepted.token

    return take


def test_what_was_spooled_is_stored_as_it_was_answered(spooled):
    token = spooled(share_topic="on", may_leave_message="on", phone="0212 345 67 89 dahili 12")
    reference = spool.reference_of(token)
    assert replay() == Replayed(stored=1)

    columns = ["name", "phone", "extension", "about", "language", "window", "may_leave_message", "may_say_hospital"]
    assert CallRequest.objects.values(*columns, "state", "reference", "token_digest", "merged_into").get() == {
        "name": "Ayşe Yılmaz",
        "phone": "+902123456789",
        "extension": "12",
        "about": "Muscle spasm",
        "language": "tr",
        "window": "evening",
        "may_leave_message": True,
        "may_say_hospital": False,
        "state": "new",
        "reference": reference,
        "token_digest": digest_of(token),
        "merged_into": None,
    }
    assert Mail.objects.values_list("call__reference", "state").get() == (reference, "waiting")
    assert not any(spool.path(kind).exists() for kind in ("", "replaying", "torn"))


def test_the_time_it_came_stays(spooled, monkeypatch):
    came = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC)
    with monkeypatch.context() as clock:
        clock.setattr("django.utils.timezone.now", lambda: came)
        spooled()
    replay()
    assert CallRequest.objects.get().received_at == came


def test_a_second_replay_adds_nothing(spooled):
    for number in range(5):
        spooled(phone=f"0532 123 45 6{number}")
    kept = spool.path().read_bytes()
    assert replay() == Replayed(stored=5)
    assert replay() == Replayed()
    spool.path().write_bytes(kept)
    assert replay() == Replayed(known=5)
    assert (CallRequest.objects.count(), Mail.objects.count()) == (5, 5)


def test_what_was_committed_though_the_answer_was_lost_is_stored_once(cleaned, monkeypatch):
    """A database that commits and then breaks the line: the request is in both places."""
    commit = connection._commit

    def commit_and_break() -> None:
        commit()
        raise OperationalError("server closed the connection")

    answered = cleaned()
    with monkeypatch.context() as line:
        line.setattr(connection, "_commit", commit_and_break)
        accepted = accept(answered, source=HERE)
    connection.close()
    assert (accepted.spooled, CallRequest.objects.count(), waiting()) == (True, 1, 1)
    assert replay() == Replayed(known=1)
    assert (CallRequest.objects.count(), Mail.objects.count()) == (1, 1)


def test_torn_lines_are_set_aside_and_counted_and_cost_no_other(spooled):
    tokens = [spooled(phone=f"0532 123 45 6{number}") for number in range(3)]
    lines = spool.lines_of(spool.path())
    torn = [lines[1][:-7], b"", b"nonsense"]
    spool.path().write_bytes(b"\n".join([lines[0], *torn, lines[2]]))

    assert replay() == Replayed(stored=2, torn=2)
    today = f"{timezone.localdate()} ".encode()
    assert spool.lines_of(spool.path("torn")) == [today + torn[0], today + torn[2]]
    assert {call.token_digest for call in CallRequest.objects.all()} == {digest_of(tokens[n]) for n in (0, 2)}
    assert replay() == Replayed()


def test_what_lacks_its_key_stays_until_the_key_is_back(spooled, settings):
    spooled()
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]
    assert (replay(), waiting(), CallRequest.objects.count()) == (Replayed(left=1), 1, 0)
    settings.FIELD_KEYS = keys
    assert replay() == Replayed(stored=1)


def test_what_the_database_still_refuses_stays(spooled):
    tokens = [spooled(phone=f"0532 123 45 6{number}") for number in range(3)]
    with refusing_database():
        assert replay() == Replayed(left=3)
    assert spool.reference_of(tokens[0])
    spooled(phone="0532 123 45 69")
    assert (replay(), waiting()) == (Replayed(stored=4), 0)


def test_a_replay_that_was_killed_halfway_is_finished_by_the_next(spooled, monkeypatch):
    for number in range(3):
        spooled(phone=f"0532 123 45 6{number}")

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(spool, "replace_lines", die)
        with pytest.raises(KeyboardInterrupt):
            replay()
    spooled(phone="0532 123 45 69")
    assert (replay(), CallRequest.objects.count(), waiting()) == (Replayed(stored=1, known=3), 4, 0)


def test_requests_of_one_number_are_merged_and_make_one_mail(spooled):
    for _time in range(3):
        spooled()
    replay()
    first, *others = CallRequest.objects.order_by("pk")
    assert [other.merged_into for other in others] == [first, first]
    assert Mail.objects.get().call == first


def test_a_reference_that_was_given_away_meanwhile_is_drawn_again(spooled, make_call):
    token = spooled()
    make_call(phone="+905329999999", reference=spool.reference_of(token))
    assert replay() == Replayed(stored=1)
    assert CallRequest.objects.opened_by(token).get().reference != spool.reference_of(token)


def test_two_replays_do_not_meet(spooled):
    spooled()
    with spool.locked("replay-lock"):
        with pytest.raises(BlockingIOError):
            replay()
        with pytest.raises(CommandError, match="Another replay"):
            call_command("replay_spool")
    assert waiting() == 1


def test_requests_are_taken_while_a_replay_runs(spooled, monkeypatch):
    spooled()
    store_once, taken = replaying._store_once, []

    def meanwhile(entry: dict) -> bool:
        taken.append(spooled(phone="0532 123 45 69"))
        return store_once(entry)

    with monkeypatch.context() as busy:
        busy.setattr(replaying, "_store_once", meanwhile)
        assert replay() == Replayed(stored=1)
    assert spool.reference_of(taken[0])
    assert replay() == Replayed(stored=1)


def run() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("replay_spool", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_says_what_it_did_and_nothing_if_there_was_nothing(spooled):
    assert run() == ("", "")
    spooled()
    with spool.path().open("ab") as file:
        file.write(b"nonsense")
    assert run() == (
        "stored 1, known 0, torn 1, left 0\n",
        f"Torn lines are in {spool.path('torn')}: nobody can call these people back.\n",
    )


def test_the_command_fails_where_something_has_to_be_done(spooled, settings, tmp_path):
    spooled()
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]
    with pytest.raises(CommandError, match="1 requests wait in the spool"):
        run()
    os.remove(spool.path("replaying"))
    os.mkdir(spool.path("replaying"))
    with pytest.raises(CommandError, match="cannot be read or written"):
        run()
