"""A reader's connection: what stands ready is sent in the breath in which it was asked for.

uvicorn reads requests, and has a task of the event loop carry each to the application. A ready page needs none: it is
looked up and written as soon as the last header was read, for a third of the processor's time. All that is not ready
goes uvicorn's way, through the same door (crampinfo/prepared.py).

uvicorn takes a class of one's own for this (`--http`, https://github.com/Kludex/uvicorn/issues/1228). What its class
leaves open is closed here: what has no end, what nobody takes, and connections on which nothing happens.
"""

from asyncio import BaseTransport, TimerHandle
from collections import deque
from typing import Any, ClassVar

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

import crampinfo.asgi  # noqa: F401  # uvicorn imports this class first, and the door needs Django to be set up
from crampinfo.prepared import Prepared

HEAD_LIMIT = 64 * 1024  # bytes of a request around its body; nginx passes on 32 KB at most
IN_LINE = 100  # requests sent before the first one's answer came; browsers send none, proxies a few
UNTAKEN = 64 * 1024 * 1024  # bytes that all slow readers together may leave waiting in memory
GLANCE = 75.0  # seconds; longer than nginx keeps a connection to a server behind it (60), so that it hangs up first

STATUS_LINES = {200: b"HTTP/1.1 200 OK\r\n", 304: b"HTTP/1.1 304 Not Modified\r\n"}  # nothing else is kept


class Connection(HttpToolsProtocol):
    """One connection; `app` is the site behind its door."""

    app: Prepared
    slow: ClassVar[dict["Connection", None]] = {}  # those with more waiting than the network takes, the longest first

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if not isinstance(self.app, Prepared):
            raise TypeError("This server stands before crampinfo.asgi:application alone, with --no-proxy-headers.")
        self.steps = 0  # requests begun to be read, and read up to their body
        self.arrived = 0  # bytes since the last request, or piece of a body, began
        self.running: RequestResponseCycle | None = None  # is answered now; `cycle` is the last in line
        self.is_refused = False
        self.seen: tuple[int, int] | None = None
        self.glance: TimerHandle | None = None

    # What stands ready

    def on_headers_complete(self) -> None:
        self.steps += 1
        if self.transport.is_closing():
            return  # nothing is heard after the last answer (RFC 9112, section 9.6)
        if (self.cycle is None or self.cycle.response_complete) and self.send_ready():
            self.cycle = None  # type: ignore[assignment]  # as before the first request
        elif len(self.pipeline) < IN_LINE:
            super().on_headers_complete()
            self.headers = deque(maxlen=0)  # type: ignore[assignment]  # what comes after a body is no header of it
            if self.parser.should_upgrade():
                self.cycle.keep_alive = False  # uvicorn loses what was sent behind an offer of another protocol
        else:
            self.transport.abort()

    def on_body(self, body: bytes) -> None:
        self.arrived = 0
        if self.cycle is not None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self.arrived = 0
        if self.cycle is not None:
            super().on_message_complete()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: whoever offers another protocol gets an answer in this one, and that is no mistake."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self.running = cycle
        super()._start_asgi_task(cycle, app)

    def send_ready(self) -> bool:
        """Whether what was asked for stood ready, and is sent. Whoever does not take what was sent has to wait."""
        if self.flow.write_paused:
            return False
        path, _mark, query = self.url.partition(b"?")
        scope = {
            "method": self.parser.get_method().decode("ascii"),
            "path": path.decode("latin-1"),  # any but a plain one has no place on the shelf
            "query_string": query,
            "headers": self.headers,
        }
        ready = self.app.ready(scope)
        if ready is None:
            return False
        start, body = ready
        stays = self.parser.should_keep_alive() and self.parser.get_http_version() == "1.1"
        own = [b"%b: %b\r\n" % header for header in self.server_state.default_headers]  # the date
        last = b"\r\n" if stays else b"connection: close\r\n\r\n"
        self.transport.write(b"".join([STATUS_LINES[start.status], *own, *start.lines, last, body]))
        if not stays:
            self.transport.close()
        return True

    # What never ends

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self.glance = self.loop.call_later(GLANCE, self.look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.running is not None:  # uvicorn tells the last in line alone
            self.running.disconnected = True
            self.running.message_event.set()
        super().connection_lost(exc)
        self._unset_keepalive_if_required()  # which uvicorn leaves running after a reset
        self.slow.pop(self, None)
        if self.glance is not None:
            self.glance.cancel()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.steps += 1
        self.arrived = 0

    def data_received(self, data: bytes) -> None:
        if self.is_refused:
            return
        self.arrived += len(data)
        super().data_received(data)
        if self.arrived > HEAD_LIMIT and not self.transport.is_closing():
            self.send_400_response("The request line, headers or trailers are too long.")

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be read: at once, or by hanging up after the answer to a request before it."""
        self.is_refused = True
        before = self.running
        if before is None or before.response_complete or (before is self.cycle and before.more_body):
            super().send_400_response(msg)
        else:
            before.keep_alive = False

    def pause_writing(self) -> None:
        super().pause_writing()
        self.slow[self] = None
        while sum(each.transport.get_write_buffer_size() for each in self.slow) > UNTAKEN:
            longest = next(iter(self.slow))
            del self.slow[longest]
            longest.transport.abort()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.slow.pop(self, None)

    def look(self) -> None:
        """Let go of who neither asked for nor took anything since the last look, unless an answer is being made."""
        untaken = self.transport.get_write_buffer_size()
        now = self.steps, untaken
        is_at_work = self.cycle is not None and not self.cycle.response_complete
        if now == self.seen and (untaken or not is_at_work):
            return self.transport.abort()
        self.seen = now
        self.glance = self.loop.call_later(GLANCE, self.look)
