"""Look for one number in what waits on disk for the database, and forget it there."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from . import spool
from .fields import WrongKey, unseal

KINDS = ("", "replaying", "torn")

#: What Fernet makes, wherever it stands in a line: a torn line may have lost its beginning.
_SEALED = re.compile(r"gAAAA[\w-]+={0,2}", re.ASCII)


@dataclass(frozen=True)
class Forgotten:
    """How many lines of the number were removed, and how many could not be read, so that they may be of it too."""

    removed: int = 0
    unread: int = 0


NOTHING = Forgotten()


def forget(e164: str) -> Forgotten:
    """Remove every line of the number. Whoever calls this holds the spool's "replay-lock".

    Each file is replaced in one step, so that a crash leaves it as it was or without the person. Raises OSError.
    """
    with spool.locked("lock"):
        for kind in KINDS:  # half-written copies that a crash left behind
            Path(f"{spool.path(kind)}.unfinished").unlink(missing_ok=True)
        found = [_forget_in(spool.path(kind), e164) for kind in KINDS]
    return Forgotten(sum(one.removed for one in found), sum(one.unread for one in found))


def _forget_in(file: Path, e164: str) -> Forgotten:
    lines = spool.lines_of(file)
    numbers = [_numbers_in(line) for line in lines]
    kept = [line + b"\n" for line, found in zip(lines, numbers, strict=True) if e164 not in found]
    if len(kept) < len(lines):
        spool.replace_lines(file, kept)
    return Forgotten(len(lines) - len(kept), numbers.count(set()))


def _numbers_in(line: bytes) -> set[str]:
    """The number that a line is about; none if no key opens it."""
    found = set()
    for sealed in _SEALED.findall(line.decode("ascii", "replace")):
        try:
            found.add(json.loads(unseal(sealed))["phone"])
        except WrongKey:
            continue
    return found
