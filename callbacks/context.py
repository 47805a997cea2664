"""What every page of the site needs of this app: the form and the facts of the hospital."""

import logging
import threading
import time
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any

from django.db import Error as DatabaseRefusal
from django.db import transaction
from django.http import HttpRequest

from .forms import CallForm, active_language
from .models import HospitalFacts
from .signals import facts_changed

logger = logging.getLogger(__name__)

#: Long enough that most pages make no query, short enough that nobody waits for a change in another process.
SECONDS = 0.5


class HeldFacts:
    """Keeps the one row for a moment; safe to share between threads. What it hands out is for reading only."""

    def __init__(
        self,
        read: Callable[[], HospitalFacts],
        *,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read, self._seconds, self._clock = read, seconds, clock
        self._lock = threading.Lock()
        self._changes = 0
        self._row: HospitalFacts | None = None
        self._until = float("-inf")

    def get(self) -> HospitalFacts:
        """The row, at most `seconds` old, in no or one query.

        Never fails: while the database refuses, it is the last row known or an empty one, so that even the page that
        says so can name a number to call. Such a row says `is_from_memory`, and nothing made from it may be kept.
        """
        with self._lock:
            if self._row is not None and self._clock() < self._until:
                return self._row
            changes = self._changes
        try:
            row = self._read()
        except DatabaseRefusal as refusal:
            logger.error("The facts of the hospital could not be read: %s", type(refusal).__name__)
            return _from_memory(self._row or HospitalFacts())
        with self._lock:
            if changes == self._changes:  # else it was read before a change that is already known
                self._row, self._until = row, self._clock() + self._seconds
        return row

    def forget(self) -> None:
        """Make the next reading fresh. The old row stays as the last one known."""
        with self._lock:
            self._changes += 1
            self._until = float("-inf")


def _from_memory(row: HospitalFacts) -> HospitalFacts:
    """A copy of `row` that says of itself that it may be wrong by now."""
    row = copy(row)
    row.is_from_memory = True
    return row


_held = HeldFacts(HospitalFacts.objects.current)


def facts() -> HospitalFacts:
    """The facts of the hospital, an empty row if there are none. For reading; shared between threads."""
    return _held.get()


def facts_for(request: HttpRequest) -> HospitalFacts:
    """The facts as everything in the answer to `request` shows them, asked for once.

    Where they are from memory the answer is for now only: `request.is_makeshift` says so to crampinfo/sending.py.
    """
    row: HospitalFacts | None = getattr(request, "hospital_facts", None)
    if row is None:
        row = request.hospital_facts = facts()  # type: ignore[attr-defined]
        request.is_makeshift = row.is_from_memory  # type: ignore[attr-defined]
    return row


def forget_facts() -> None:
    """Read the facts anew next time."""
    _held.forget()


def _forget_a_change(**_signal: Any) -> None:
    forget_facts()
    transaction.on_commit(forget_facts)  # another thread may have read the old row meanwhile


facts_changed.connect(_forget_a_change, dispatch_uid="callbacks.context")


def call_form() -> CallForm:
    """An empty form in the active language. For reading; shared between threads."""
    return _empty_form(active_language())


@cache
def _empty_form(language: str) -> CallForm:
    return CallForm()
