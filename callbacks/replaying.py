"""Bring what waits in the spool into the database. Repeatable: what is there already is not stored again."""

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import Error as DatabaseRefusal
from django.db import transaction
from django.utils import timezone

from . import spool, torn
from .fields import WrongKey, unseal
from .models import CallRequest
from .spool import Entry, Torn
from .storing import store

logger = logging.getLogger(__name__)


@dataclass
class Replayed:
    """How many lines came into the database, were there already, were torn and set aside, or have to stay."""

    stored: int = 0
    known: int = 0
    torn: int = 0
    left: int = 0


def replay() -> Replayed:
    """Store every line of the spool. What cannot be stored stays in it, a torn line goes into a file beside it.

    Raises BlockingIOError while another replay runs, and OSError if the spool cannot be read or written.
    """
    counted = Replayed()
    if not any(spool.path(kind).exists() for kind in ("", "replaying")):
        return counted
    with spool.locked("replay-lock", wait=False):
        _replay_file(counted)  # what an earlier replay could not finish
        if not counted.left and _take_over():
            _replay_file(counted)
    return counted


def waiting() -> int:
    """How many lines wait in the spool. Raises OSError."""
    return sum(len(spool.lines_of(spool.path(kind))) for kind in ("", "replaying"))


def _take_over() -> bool:
    """Put the spool aside, so that new lines make a new one while these are stored. False if there is none."""
    with spool.locked("lock"):
        try:
            os.replace(spool.path(), spool.path("replaying"))
        except FileNotFoundError:
            return False
    return True


def _replay_file(counted: Replayed) -> None:
    lines = spool.lines_of(spool.path("replaying"))
    outcomes = [(line, _replay_line(line)) for line in lines]
    for _line, outcome in outcomes:
        setattr(counted, outcome, getattr(counted, outcome) + 1)
    spoilt, left = ([line for line, outcome in outcomes if outcome == kind] for kind in ("torn", "left"))
    if spoilt:
        torn.set_aside(spoilt, timezone.now())
    if len(left) < len(lines):
        spool.replace_lines(spool.path("replaying"), [line + b"\n" for line in left])


def _replay_line(line: bytes) -> str:
    """What becomes of one line: "stored", "known", "torn" or "left"."""
    try:
        entry: Entry = json.loads(unseal(spool.sealed_part(line)))
        return "stored" if _store_once(entry) else "known"
    except Torn:
        return "torn"
    except (WrongKey, DatabaseRefusal) as refusal:
        logger.error("A spooled call request stays where it is: %s", type(refusal).__name__)
        return "left"


def _store_once(entry: dict[str, Any]) -> bool:
    """Store `entry` unless its token is known: its commit may have succeeded though the answer was lost."""
    with transaction.atomic():
        if CallRequest.objects.filter(token_digest=entry["token_digest"]).exists():
            return False
        store({**entry, "received_at": datetime.fromisoformat(entry["received_at"])}, timezone.now())
    return True
