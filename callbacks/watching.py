"""Tell whoever runs the site of requests that wait on disk and of torn ones: once in the log and once by mail for
every change, since a spool that nobody looks at is a person whom nobody calls."""

import logging
from typing import NamedTuple

from django.db import Error as DatabaseRefusal

from . import outbox, replaying, spool, torn
from .forgetting import KINDS

logger = logging.getLogger(__name__)


class Standing(NamedTuple):
    """How many lines wait and how many are torn, and when one of their files was last written."""

    waiting: int = 0
    torn: int = 0
    written_at: int = 0


def standing() -> Standing:
    """How the spool stands; all zero if nothing is in it. Raises OSError."""
    files = [path for path in map(spool.path, KINDS) if path.exists()]
    return Standing(replaying.waiting(), torn.count(), max([int(file.stat().st_mtime) for file in files], default=0))


class Watch:
    """One worker's look at the spool, to be taken after each replay. Remembers what it said last."""

    def __init__(self) -> None:
        self._said = Standing()

    def look(self) -> None:
        """Say what has changed since the last look. Raises OSError if the spool cannot be read."""
        found = standing()
        if found != self._said:
            self._said = found
            if found == Standing():
                logger.info("Nothing waits in the spool any more, and nothing in it is torn")
            else:
                logger.warning("In the spool wait %d requests, and %d are torn", found.waiting, found.torn)
        if found != Standing():
            self._mail(found)

    def _mail(self, found: Standing) -> None:
        """Every look, since the database may have refused it before; of several workers only the first adds one."""
        try:
            outbox.write_warning(f"spool-{found.written_at}-{found.waiting}-{found.torn}")
        except DatabaseRefusal as refusal:
            logger.error("The call team could not be told of the spool: %s", type(refusal).__name__)
