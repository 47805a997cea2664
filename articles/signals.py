"""That an article's rows were written, said once however many rows there were."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

articles_written = Signal()  # `articles`: the primary keys of those whose rows or editions were written

_waiting: ContextVar[set[int] | None] = ContextVar("articles_written_waiting", default=None)


def tell_of(articles: Iterable[int]) -> None:
    """Say that the rows of these articles were written, now or at the end of the `told_once` that is under way."""
    written, waiting = set(articles), _waiting.get()
    if waiting is not None:
        waiting |= written
    elif written:
        articles_written.send(sender=None, articles=written)


@contextmanager
def told_once() -> Iterator[None]:
    """Within this, what is written is told of at the end. If it fails, nothing is told: nothing was written."""
    if _waiting.get() is not None:
        yield
        return
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    tell_of(waiting)
