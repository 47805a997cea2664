import os
import signal
import subprocess
import sys
import threading

import pytest

from crampinfo.long_duty import LongDuty
from crampinfo.management.commands.worker import DAY, HOUR, Command, Duty, do_if_due
from tests.conftest import ROOT
from tests.serving import environment

pytestmark = pytest.mark.django_db


def test_a_duty_is_done_at_once_and_then_when_its_time_has_come():
    done = []
    duty = Duty("count", lambda: done.append(1), seconds=100)
    assert [do_if_due(duty, now) for now in (0, 50, 99.9, 100, 150, 200)] == [True, False, False, True, False, True]
    assert len(done) == 3


def test_a_duty_that_fails_is_tried_again_in_a_minute_and_keeps_the_others_going(caplog):
    def fail():
        raise OSError("no disk")

    duty = Duty("fail", fail, seconds=100)
    assert [do_if_due(duty, now) for now in (0, 59)] == [False, False]
    assert duty.due == 60
    assert "fail failed and will be tried again in a minute" in caplog.text


def test_every_duty_has_its_time_and_can_be_done():
    duties = Command().duties()
    assert {duty.name: duty.seconds for duty in duties} == {
        "purge_callbacks": DAY,
        "mail": 1,
        "replay_spool": 60,
        "what waits on disk": 60,
        "expired claims": 60,
        "missed promises": 60,
        "scheduled publications": 5,
        "late promises": 60,
        "old counts": 3600,
        "old changes": 3600,
    }
    for duty in duties:
        duty.do()


def test_sources_are_asked_unless_the_settings_say_no(settings):
    settings.LINK_CHECKS = True
    assert [duty.name for duty in Command().duties() if duty.seconds == HOUR][-1] == "sources"


def test_a_long_duty_keeps_nobody_waiting_and_is_done_once_at_a_time(caplog):
    begun, may_end = [], threading.Event()

    def long():
        begun.append(1)
        may_end.wait(10)
        raise OSError("no network")

    duty = LongDuty("long", long)
    duty()
    duty()
    may_end.set()
    duty.join()
    assert (len(begun), "long failed" in caplog.text) == (1, True)
    duty()
    duty.join()
    assert len(begun) == 2


def test_the_worker_stops_when_it_is_told_to(tmp_path):
    env = environment(tmp_path, 8000)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, cwd=ROOT, check=True)
    command = [sys.executable, "manage.py", "worker"]
    with subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.PIPE, text=True) as worker:
        assert "The worker has started: purge_callbacks" in worker.stderr.readline()
        os.kill(worker.pid, signal.SIGTERM)
        assert "The worker has stopped" in worker.stderr.read()
    assert worker.returncode == 0
