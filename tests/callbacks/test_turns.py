import os
import subprocess
import sys
import time
from threading import Barrier, Event, Thread

import pytest
from django.db import connection

from callbacks import spool, turns
from callbacks.turns import Line, turn

HOLDER = """
import fcntl, sys, time
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    time.sleep(30)
"""

sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite needs a lock between processes")


def test_a_line_is_served_in_the_order_of_coming():
    line, served = Line(), []
    assert line.acquire(1)

    def wait(number: int) -> None:
        assert line.acquire(10)
        served.append(number)
        line.release()

    threads = []
    for number in range(20):
        threads.append(Thread(target=wait, args=[number]))
        threads[-1].start()
        while len(line._waiting) <= number:
            time.sleep(0.001)
    line.release()
    for thread in threads:
        thread.join()
    assert served == list(range(20))
    assert line.acquire(0)


def test_who_has_waited_long_enough_leaves_the_line_and_holds_up_nobody():
    line = Line()
    assert line.acquire(1)
    assert not line.acquire(0.01)
    line.release()
    assert line.acquire(0)


def test_a_line_lets_one_in_at_a_time_however_impatient_they_are():
    line, inside, most, began = Line(), [], [], Barrier(16)

    def work() -> None:
        began.wait()
        for _time in range(50):
            if line.acquire(0.002):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.pop()
                line.release()

    threads = [Thread(target=work) for _thread in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}
    assert line.acquire(0)


def test_a_turn_that_ends_in_an_error_is_over(db):
    for _time in range(2):
        with pytest.raises(ZeroDivisionError), turn():
            raise ZeroDivisionError
    assert turns._line.acquire(0)
    turns._line.release()


def test_threads_take_their_turns_one_at_a_time(db):
    inside, most, began = [], [], Barrier(8)

    def work() -> None:
        began.wait()
        for _time in range(10):
            with turn():
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.pop()

    threads = [Thread(target=work) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 80


def test_who_lost_patience_goes_ahead_and_takes_nobodys_turn(db, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    assert turns._line.acquire(0)
    ahead, stays = Event(), []

    def work() -> None:
        with turn():
            ahead.set()
        stays.append(turns._line.acquire(0))

    impatient = Thread(target=work)
    impatient.start()
    impatient.join()
    turns._line.release()
    assert ahead.is_set()
    assert stays == [False]
    assert turns._line.acquire(0)
    turns._line.release()


def test_only_sqlite_keeps_processes_apart_as_well(db):
    with turn():
        assert spool.path("turn").exists() == (connection.vendor == "sqlite")


@sqlite_only
def test_nobody_waits_longer_than_their_patience_for_another_process(db, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    spool.path().parent.mkdir(parents=True)
    command = [sys.executable, "-c", HOLDER, str(spool.path("turn"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with turn():
            handle = turns._first_everywhere(time.monotonic() + 0.05)
        holder.kill()
    assert handle is None
    handle = turns._first_everywhere(time.monotonic() + 5)
    assert handle is not None
    os.close(handle)


def test_a_folder_that_is_not_there_costs_no_turn(db, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.SPOOL_FILE = tmp_path / "file" / "calls"
    done = Event()
    with turn():
        done.set()
    assert done.is_set()
