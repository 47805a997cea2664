"""Readers' pages ready at the door: what is the same for everyone is made once and then sent as it stands.

Django decides what may be kept: an answer to a plain GET that says `Cache-Control: public`, names what it was made
from, and sets no cookie. It is dropped when the change log names one of its keys. Everything else passes straight
through, and is what it would be without this door.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from crampinfo.places import Place, is_plain, place_of
from crampinfo.shelf import Answer, Shelf, Start
from crampinfo.watching import Tell, Watch

Application = Callable[[Any, Any, Any], Any]

ANSWERED_HERE = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})


class Prepared:
    """An ASGI application that answers for `inside` with what stands on `shelf`, until `watch` finds a change."""

    def __init__(self, inside: Application, shelf: Shelf, watch: Watch) -> None:
        self.inside, self.shelf, self.watch = inside, shelf, watch
        self.making: dict[Place, asyncio.Task[Answer]] = {}

    def ready(self, scope: Any) -> tuple[Start, bytes] | None:
        """What can be sent at once, start and body; None if it has to be made, or is none of ours."""
        given = dict(scope["headers"])
        place = place_of(scope, given)
        answer = place and self.shelf.get(place)
        return answer.to(scope["method"], given) if answer else None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        given = dict(scope["headers"])
        place = place_of(scope, given)
        if place is None:
            return await self.inside(scope, receive, send)
        answer = self.shelf.get(place) or await self.made(Place(*place), scope)
        if answer is None:
            return await self.inside(scope, receive, send)
        start, body = answer.to(scope["method"], given)
        await send(start.message)
        await send({"type": "http.response.body", "body": body})

    async def made(self, place: Place, scope: Any) -> Answer | None:
        """The answer for `place`, made now. However many ask meanwhile, it is made once if it is for everyone.

        None for an address under which nothing is kept, and for whoever waited for what was somebody else's alone.
        """
        if not is_plain(scope):
            return None
        self.watch.begin(self.tell_here())
        making = self.making.get(place)
        if making is not None:
            answer = await asyncio.shield(making)
            return answer if is_for_everyone(answer) else None
        making = self.making[place] = asyncio.create_task(self.make(place, scope))
        return await asyncio.shield(making)  # whoever asked may leave; the others still wait

    async def make(self, place: Place, scope: Any) -> Answer:
        this = asyncio.current_task()
        try:
            answer = await asked(self.inside, place, scope)
            # `drop` strikes off what is being made: it may show what was before the change.
            if self.making.get(place) is this and is_for_everyone(answer) and self.watch.has_begun:
                self.shelf.put(place, answer)
            return answer
        finally:
            if self.making.get(place) is this:
                del self.making[place]

    def drop(self, keys: Iterable[str]) -> None:
        self.shelf.drop(keys)
        self.making.clear()

    def tell_here(self) -> Tell:
        """How another thread has this one drop what was made from some keys."""
        loop = asyncio.get_running_loop()

        def tell(keys: set[str]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self.drop, keys)

        return tell


def is_for_everyone(answer: Answer) -> bool:
    """Whether `answer` may be kept and sent to others; a page that names no key would stand for ever."""
    given = dict(answer.start.headers)
    is_public = b"public" in given.get(b"cache-control", b"") and b"set-cookie" not in given
    varies = given.get(b"vary", b"").lower() not in (b"", b"accept-encoding")
    has_length = b"content-length" in given  # without which nobody on a kept connection knows where it ends
    return answer.start.status == 200 and is_public and not varies and has_length and bool(answer.keys)


async def asked(inside: Application, place: Place, scope: Any) -> Answer:
    """What `inside` answers, whole, to a request as in `scope`: without what was only about where somebody came from
    and what they had already, and with one plain wish for a coding.
    """
    headers = [header for header in scope["headers"] if header[0] not in ANSWERED_HERE]
    headers.append((b"accept-encoding", place.coding.encode()))
    unread, sent = [{"type": "http.request", "body": b""}], []

    async def receive() -> Any:
        return unread.pop() if unread else await asyncio.Future()

    async def send(message: Any) -> None:
        sent.append(message)

    await inside({**scope, "method": "GET", "query_string": b"", "headers": headers}, receive, send)
    start, *pieces = sent
    return Answer.of(start["status"], start["headers"], b"".join(piece.get("body", b"") for piece in pieces))
