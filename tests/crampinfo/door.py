"""The door as tests stand before it: requests in, whole answers out, and the change log read when the test says so."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.db import connections

from crampinfo.prepared import Prepared
from crampinfo.shelf import Shelf
from crampinfo.watching import Watch

HOST = b"testserver"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class WatchByHand(Watch):
    """Reads the log when the test says so, not in a thread of its own."""

    def __post_init__(self) -> None:
        super().__init__()

    def begin(self, _tell: Any) -> None:
        pass


class Site:
    """Django itself, without threads, so that it sees the test's own database; counts what it was asked."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.asked: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked.append(scope["path"])
        body = (await receive())["body"]
        response = self.handler.get_response(ASGIRequest(scope, BytesIO(body)))
        cookies = [(b"set-cookie", morsel.OutputString().encode()) for morsel in response.cookies.values()]
        headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers + cookies})
        await send({"type": "http.response.body", "body": b"".join(response)})


@dataclass
class Door:
    """A door before `inside`, whose watch has begun."""

    inside: Callable[..., Awaitable[None]]
    budget: int = 1_000_000
    app: Prepared = field(init=False)

    def __post_init__(self) -> None:
        self.app = Prepared(self.inside, Shelf(self.budget), WatchByHand())
        self.poll()

    def poll(self) -> None:
        """What the thread of a real watch does four times a second."""
        self.app.drop(self.app.watch.read())

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> Reply:
        return alone(ask(self.app, path, method, **headers))

    def is_ready(self, path: str) -> bool:
        return path in {place.path for place in self.app.shelf._answers}


def alone(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run it on a loop in a thread of its own (the browser's tests keep one running in this one), on this database."""
    lent = connections["default"]
    lent.inc_thread_sharing()

    async def there() -> Any:
        connections["default"] = lent
        return await coroutine

    try:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, there()).result()
    finally:
        lent.dec_thread_sharing()


def scope_of(path: str, method: str = "GET", **headers: str) -> dict[str, Any]:
    """As a server makes it from a request line and headers; underscores in their names stand for hyphens."""
    path, _mark, query = path.partition("?")
    named = {"host": HOST.decode(), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
        "scheme": "http",
        "http_version": "1.1",
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }


async def ask(app: Any, path: str = "/", method: str = "GET", body: bytes = b"", **headers: str) -> Reply:
    """What `app` answers, without the body that a server leaves out of an answer to HEAD."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope_of(path, method, **headers), receive, send)
    named = {name.decode().lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    named.pop("expires", None)  # a clock
    return Reply(sent[0]["status"], named, b"" if method == "HEAD" else b"".join(each["body"] for each in sent[1:]))
