"""A real server in a thread of its own: uvicorn, with the connections of one's choice."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
import uvloop

from crampinfo.connections import Connection
from crampinfo.prepared import Prepared
from crampinfo.shelf import Shelf
from tests.crampinfo.door import WatchByHand

DATE = re.compile(rb"(?<=\r\ndate: )[^\r]+")


@contextmanager
def listening(app: Any, connections: Any = Connection) -> Iterator[tuple[uvicorn.Server, int]]:
    """A server before `app`, as the Procfile configures it, and its port."""
    options = {"ws": "none", "lifespan": "off", "proxy_headers": False, "server_header": False, "access_log": False}
    server = uvicorn.Server(uvicorn.Config(app, http=connections, timeout_keep_alive=75, log_config=None, **options))
    with socket.create_server(("127.0.0.1", 0), backlog=200) as listener:

        def serve() -> None:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(server.serve([listener]))

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server, listener.getsockname()[1]
        finally:
            server.should_exit = server.force_exit = True
            thread.join(20)


def prepared(inside: Any) -> Prepared:
    """A door before `inside`, whose watch has begun."""
    watch = WatchByHand()
    watch.has_begun = True
    return Prepared(inside, Shelf(10_000_000), watch)


def told(port: int, *pieces: bytes) -> bytes:
    """All that is answered to `pieces`, sent one after the other, until the server hangs up; dates are left out."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for piece in pieces:
                connection.sendall(piece)
        except ConnectionError:
            pass  # it may hang up before it has heard all
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionError:
            pass
        return DATE.sub(b"", answer)
