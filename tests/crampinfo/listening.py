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


LAST = b"GET /own/ HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n\r\n"
PAGE = b"<p>" + b"word " * 15_000


class Inside:
    """A site with pages for everyone, one that is nobody else's, and a form that answers with what it was sent."""

    def __init__(self):
        self.asked, self.headers = [], []

    async def __call__(self, scope, receive, send):
        self.asked.append((scope["method"], scope["path"]))
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.headers.append([name.decode() for name, _value in scope["headers"]])
        headers = [(b"content-type", b"text/html"), (b"etag", b'"1"'), (b"vary", b"Accept-Encoding")]
        if scope["path"].startswith("/page/"):
            headers += [(b"cache-control", b"public"), (b"surrogate-key", b"site"), (b"content-language", b"en")]
            body = PAGE
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def get(path, *lines, method="GET", version="1.1"):
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: testserver", *lines, "", ""]).encode()


CHUNKED = get("/own/", "Transfer-Encoding: chunked", method="POST")


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


def taken(connection, last, times=1):
    """What is answered, up to `last` for so many times."""
    answer = b""
    while not answer.endswith(last) or answer.count(last) < times:
        chunk = connection.recv(65536)
        assert chunk, "The server hung up."
        answer += chunk
    return answer
