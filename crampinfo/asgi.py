"""The door: Django as ASGI. What is ready is sent before it comes here (crampinfo/connections.py, prepared.py); other
requests are gathered and bounded before a thread is spent on them.

Who sends or reads slowly holds no thread, since a body is gathered here first and an answer sent last; and however many
ask at once, at most IN_FLIGHT of them hold a thread and a database connection (150 requests at once used to hold 151 of
each). Threads are kept, since a new one for every request, and a second to end it, were a good part of its price.
"""

import asyncio
import gc
import os
import sys
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings
from django.core.asgi import get_asgi_application
from uvicorn.config import STARTUP_FAILURE

from crampinfo import heap

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crampinfo.settings")

IN_FLIGHT = 16
BODY_LIMIT = 2 * 1024 * 1024  # bytes; the largest honest body is an article in the admin, under 0.2 MB
BODY_SECONDS = 20.0

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]


class TooLarge(Exception):
    """The body is larger than any honest request's."""


class Gone(Exception):
    """The sender hung up before its body was whole."""


async def gather(receive: Receive) -> bytes:
    """The whole body of a request. Raises TooLarge past BODY_LIMIT and Gone if the sender leaves.

    One that is too large is heard to its end, though not kept: who still sends when a connection ends reads no answer.
    """
    chunks, size, more = list[bytes](), 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunk, more = message.get("body", b""), message.get("more_body", False)
        size += len(chunk)
        if size <= BODY_LIMIT:
            chunks.append(chunk)
        else:
            chunks.clear()
    if size > BODY_LIMIT:
        raise TooLarge
    return b"".join(chunks)


async def refuse(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": words})


def measured(answer: list[Message], scope: Message) -> list[Message]:
    """The messages of an answer that is whole, the first one with the length that they have together."""
    for start in answer[:1]:
        has_length = any(name.lower() == b"content-length" for name, _value in start["headers"])
        if not has_length and scope["method"] != "HEAD" and start["status"] not in (204, 304):
            length = sum(len(message.get("body", b"")) for message in answer[1:])
            start["headers"] = [*start["headers"], (b"content-length", b"%d" % length)]
    return answer


class Bounded:
    """An ASGI application that answers for `inside`, with gathered bodies and bounded threads."""

    def __init__(self, inside: Application) -> None:
        self.inside = inside
        self.places = asyncio.Semaphore(IN_FLIGHT)  # first come, first served
        # The thread given back last is taken first: a quiet site needs only one.
        self.threads = [ThreadPoolExecutor(1, "request") for _place in range(IN_FLIGHT)]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            body = await asyncio.wait_for(gather(receive), BODY_SECONDS)
        except TooLarge:
            return await refuse(send, 413, b"The request is too large.")
        except TimeoutError:
            return await refuse(send, 408, b"The request took too long to arrive.")
        except Gone:
            return None
        unread, answer = [{"type": "http.request", "body": body, "more_body": False}], list[Message]()

        async def replay() -> Message:
            return unread.pop() if unread else await receive()

        async def keep(message: Message) -> None:
            answer.append(message)

        async with self.places:
            thread = self.threads.pop()
            try:
                async with ThreadSensitiveContext(executor=thread):
                    await self.inside(scope, replay, keep)
            finally:
                self.threads.append(thread)
        for message in measured(answer, scope):  # now: whoever is slow to take it waits for it alone
            await send(message)


def settle() -> None:
    """Spare what stands by now from the collector of unreachable cycles, for good, and keep freed memory at hand.

    It would look through all of Django again each time that a few hundred objects had outlived their page: a fifth of
    the time that a page nobody had kept took, and a pause for all who were being answered from the door.
    """
    gc.collect()
    gc.freeze()
    heap.keep_at_hand()


def opened() -> Application:
    """The whole site, behind its door."""
    inside = Bounded(get_asgi_application())  # sets Django up, without which the rest cannot be imported
    from django.template import engines

    from crampinfo.prepared import Prepared
    from crampinfo.shelf import Shelf
    from crampinfo.watching import Watch

    engines["readers"].compile_all()  # type: ignore[attr-defined]
    settle()
    return Prepared(inside, Shelf(settings.PREPARED_BYTES), Watch())


try:
    application = opened()
except Exception:
    traceback.print_exc()
    sys.exit(STARTUP_FAILURE)  # without which uvicorn would start it again and again, twice a second
