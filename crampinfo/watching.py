"""What changed since last asked: the change log, read four times a second by a thread of its own."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection

from articles.surrogate_keys import SITE
from callbacks.context import forget_facts

logger = logging.getLogger(__name__)

SECONDS = 0.25
TOO_LONG = 3600.0  # seconds without a reading; the worker prunes what is a day old
LATE_ONES = 500  # numbers that were skipped, looked for again: at most so many, and
LATE_READINGS = 4800  # so many times, which is twenty minutes

Tell = Callable[[set[str]], None]


class Watch:
    """The keys of what changed, each reading those since the last one.

    Numbers are given out before a transaction commits, so on PostgreSQL a lower one may become visible after a higher
    one. A number that was skipped is therefore asked for again until it comes, or until no transaction lasts so long.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.has_begun = False  # knows where in the log it stands; before that nothing may be kept
        self._newest = 0
        self._late: dict[int, int] = {}  # the number of a change that was skipped: how often to look for it still
        self._read_at = 0.0
        self._failing = False
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def begin(self, tell: Tell) -> None:
        """Watch from now on, in a thread that ends with the process, and `tell` it what changed."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=[tell], name="change log", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Read no more. Returns when the thread has gone, and its connection with it."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, tell: Tell) -> None:
        while not self._ended.is_set():
            changed = self.read()
            if changed:
                tell(changed)
            if self._failing:
                connection.close()  # the next reading opens a new one
            self._ended.wait(SECONDS)
        connection.close()

    def read(self) -> set[str]:
        """The keys that were written to the log since the last reading; none if that fails, which is logged once.

        The first time, and after too long a time without a reading, every page counts as changed.
        """
        try:
            changed = self._read()
        except Exception as refusal:  # a watch that died would leave old pages standing for good
            if not self._failing:
                logger.error("The change log cannot be read, pages stay as they are: %s", type(refusal).__name__)
            self._failing = True
            return set()
        if self._failing:
            logger.info("The change log can be read again")
        self._failing, self._read_at = False, self._clock()
        if SITE in changed:
            forget_facts()
        return changed

    def _read(self) -> set[str]:
        changes = apps.get_model("articles", "Change").objects
        if not self.has_begun or self._clock() - self._read_at > TOO_LONG:
            return self._begin_anew(changes)
        found = changes.since(self._newest, self._late)
        self._look_out_for(found)
        return set(found.values())

    def _begin_anew(self, changes: Any) -> set[str]:
        numbers = changes.newest_numbers(LATE_ONES)
        self._newest, self._late = min(numbers, default=0), {}
        self._look_out_for(numbers)
        self.has_begun = True
        return {SITE}

    def _look_out_for(self, found: Iterable[int]) -> None:
        """Remember which numbers were skipped, and which of those were looked for long enough."""
        newest = max([self._newest, *found])
        skipped = range(max(self._newest + 1, newest - LATE_ONES), newest)
        late = {number: left - 1 for number, left in self._late.items() if left > 1}
        late |= dict.fromkeys(skipped, LATE_READINGS)
        missing = sorted(late.keys() - set(found))[-LATE_ONES:]
        self._newest, self._late = newest, {number: late[number] for number in missing}
