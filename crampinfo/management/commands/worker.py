import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger("crampinfo.worker")

DAY = 24 * 3600.0


@dataclass
class Duty:
    """Something the worker does every `seconds`, first as soon as it starts."""

    name: str
    do: Callable[[], Any]
    seconds: float
    due: float = field(default=float("-inf"))


class Command(BaseCommand):
    help = "Do what is to be done beside serving pages, until told to stop: erase what has had its time, once a day."

    def duties(self) -> list[Duty]:
        return [Duty("purge_callbacks", lambda: call_command("purge_callbacks", stdout=self.stdout), DAY)]

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
