"""One writer after another, in the order of coming.

SQLite has no queue: who finds it busy sleeps and looks again, up to 0.1 s later, and under 32 writers some looked for
3 seconds. PostgreSQL has one, but its writers hold a counter's row while they wait for Python's own lock. So the
threads of a process queue here, and with SQLite the processes as well.

This is for fairness only: whoever has waited PATIENCE goes ahead, and the database itself keeps writers apart.
"""

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection

from . import spool

PATIENCE = 2.0  # seconds
GLANCE = 0.001


class Line:
    """A lock that is handed on in the order of coming; threading.Lock lets latecomers in first."""

    def __init__(self) -> None:
        self._guard, self._waiting, self._taken = threading.Lock(), deque[threading.Event](), False

    def acquire(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds. Returns whether the lock is ours, to be released."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait(timeout)
        with self._guard:
            if not mine.is_set():
                self._waiting.remove(mine)
            return mine.is_set()

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_line = Line()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn to write. Never fails."""
    until = time.monotonic() + PATIENCE
    first_here = _line.acquire(PATIENCE)
    handle = _first_everywhere(until) if first_here and connection.vendor == "sqlite" else None
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
        if first_here:
            _line.release()


def _first_everywhere(until: float) -> int | None:
    """Hold the lock that processes share, by an open file; None if there is no such file or it takes too long."""
    with suppress(OSError):
        spool.path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(spool.path("turn"), os.O_RDWR | os.O_CREAT, 0o600)
        while time.monotonic() < until:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return handle
            time.sleep(GLANCE)
        os.close(handle)
    return None
