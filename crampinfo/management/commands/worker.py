import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from articles import bringing_live, link_checks
from articles.models import Change
from callbacks import desk, late_promises, limits, outbox, promise
from callbacks.watching import Watch
from crampinfo.long_duty import LongDuty

logger = logging.getLogger("crampinfo.worker")

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0
ONE_DAY = timedelta(days=1)


@dataclass
class Duty:
    """Something the worker does every `seconds`, first as soon as it starts."""

    name: str
    do: Callable[[], Any]
    seconds: float
    due: float = field(default=float("-inf"))


class Command(BaseCommand):
    help = (
        "Do what is to be done beside serving pages, until told to stop: send the call team's mail, store what waits "
        "in the spool, settle promises, publish what was scheduled, ask whether sources still answer, and erase what "
        "has had its time. Several may run at once."
    )

    def duties(self) -> list[Duty]:
        name = f"worker {os.getpid()} on {socket.gethostname()}"
        duties = [
            Duty("purge_callbacks", self.command("purge_callbacks"), DAY),
            Duty("mail", lambda: outbox.deliver_due(timezone.now(), worker=name), 1.0),
            Duty("replay_spool", self.command("replay_spool"), MINUTE),
            Duty("what waits on disk", Watch().look, MINUTE),
            Duty("expired claims", lambda: desk.release_expired(timezone.now()), MINUTE),
            Duty("missed promises", lambda: promise.missed(timezone.now()), MINUTE),
            Duty("scheduled publications", lambda: bringing_live.bring_live(timezone.now()), 5.0),
            Duty("late promises", lambda: late_promises.make(timezone.now()), MINUTE),
            Duty("old counts", lambda: limits.forget_counts(timezone.now()), HOUR),
            Duty("old changes", lambda: Change.objects.older_than(timezone.now() - ONE_DAY).delete(), HOUR),
        ]
        if settings.LINK_CHECKS:
            duties.append(Duty("sources", LongDuty("sources", link_checks.check_due), HOUR))
        return duties

    def command(self, name: str) -> Callable[[], Any]:
        return lambda: call_command(name, stdout=self.stdout, stderr=self.stderr)

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: stop.set())
        duties = self.duties()
        logger.info("The worker has started: %s", ", ".join(duty.name for duty in duties))
        while not stop.is_set():
            for duty in duties:
                do_if_due(duty, time.monotonic())
            stop.wait(max(0.0, min(duty.due for duty in duties) - time.monotonic()))
        logger.info("The worker has stopped")


def do_if_due(duty: Duty, now: float) -> bool:
    """Do `duty` if its time has come, and say when it comes next. A duty that fails is tried again in a minute.

    `now` is in seconds of any steady clock. Returns whether it was done.
    """
    if now < duty.due:
        return False
    try:
        duty.do()
    except Exception:  # a worker that dies of one duty does none of the others
        logger.exception("%s failed and will be tried again in a minute", duty.name)
        duty.due = now + 60
        return False
    finally:
        close_old_connections()
    duty.due = now + duty.seconds
    return True
