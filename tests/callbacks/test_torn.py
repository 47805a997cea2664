"""What is torn is set aside with its day, and kept no longer than a request that nobody called."""

import os
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from callbacks import spool, torn
from callbacks.replaying import Replayed, replay
from tests.callbacks.test_purge import purge

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def sunday(time_machine):
    time_machine.move_to(NOW, tick=False)


def lines() -> list[bytes]:
    return spool.lines_of(spool.path("torn"))


def set_aside(line: bytes, **ago: int) -> None:
    spool.path().parent.mkdir(exist_ok=True)
    torn.set_aside([line], NOW - timedelta(**ago))


@pytest.mark.django_db
def test_a_replay_sets_torn_lines_aside_with_the_day_in_the_hospitals_time():
    spool.path().parent.mkdir()
    spool.path().write_bytes(b"nonsense\nmore of it")

    assert replay() == Replayed(torn=2)
    assert (lines(), torn.count()) == ([b"2026-11-22 nonsense", b"2026-11-22 more of it"], 2)


def test_lines_go_one_by_one_when_their_time_has_come_and_not_a_day_before():
    set_aside(b"old", days=91)
    set_aside(b"due tomorrow", days=90)
    set_aside(b"new")

    assert (torn.forget_old(NOW, dry_run=True), len(lines())) == (1, 3)
    assert [torn.forget_old(NOW), torn.forget_old(NOW)] == [1, 0]
    assert lines() == [b"2026-08-24 due tomorrow", b"2026-11-22 new"]
    assert (torn.forget_old(NOW + timedelta(days=100)), spool.path("torn").exists()) == (2, False)


@pytest.mark.parametrize("line", [b"no day", b"2026-13-99 no such day", b"\xff\xfe"])
def test_a_line_without_its_day_is_as_old_as_the_file(line):
    spool.path().parent.mkdir()
    for days, gone in ((90, 0), (91, 1)):
        spool.path("torn").write_bytes(line + b"\n")
        then = (NOW - timedelta(days=days)).timestamp()
        os.utime(spool.path("torn"), (then, then))
        assert torn.forget_old(NOW) == gone


def test_where_nothing_was_torn_there_is_nothing_to_forget():
    assert (torn.forget_old(NOW), torn.count(), spool.path().parent.exists()) == (0, 0, False)


@pytest.mark.django_db
def test_the_daily_command_counts_them():
    set_aside(b"old", days=91)

    assert purge(dry_run=True)[-1] == "torn lines, older than 90 days: 1 would be erased"
    assert purge()[-1] == "torn lines, older than 90 days: 1 erased"
    assert lines() == []


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_stops_no_other_erasing_and_is_told():
    spool.path().parent.mkdir()
    spool.path("torn").mkdir()
    out = StringIO()

    with pytest.raises(CommandError, match="Torn lines of the spool cannot be read"):
        call_command("purge_callbacks", stdout=out)
    assert len(out.getvalue().splitlines()) == 3
