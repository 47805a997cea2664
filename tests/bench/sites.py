"""The site as it is really served, on one core, and how one asks it for a page."""

import http.client
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.processes import SERVER_CORE, pinned, stop, tree
from tests.bench.programs import KEPT, ROOT
from tests.serving import free_port, procfile, web

DOOR = "crampinfo.asgi:application"
CONNECTIONS = "crampinfo.connections:Connection"
BARE = "tests.bench.bare:application"
BROTLI = {"Accept-Encoding": "br"}
LIMITS = ",".join(f"{name}=1000000/h" for name in ("address_soft", "address_hard", "phone", "headerless", "site"))


@dataclass
class Server:
    """Something that answers on a port of this machine."""

    process: subprocess.Popen
    port: int
    log: Path

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class NotServed(Exception):
    """A server did not start, or answered something that cannot be measured."""


def environment(database: Path) -> dict[str, str]:
    """What a site on the SQLite file `database` is started with, like the web of the Procfile. Secrets come from
    var/env, as ever.

    All have one address in their pages, whatever their port, so that their bytes are the same.
    """
    own = {"DATABASE_URL": f"sqlite:///{database}", "SITE_URL": "http://127.0.0.1:8000", "DEBUG": "0"}
    safe = {"ALLOWED_HOSTS": "127.0.0.1", "SPOOL_FILE": str(KEPT / "spool"), "CALL_LIMITS": LIMITS}
    web, _command = procfile("web", 0)
    return os.environ | web | own | safe | {"DJANGO_SETTINGS_MODULE": "crampinfo.settings"}


def line(application: str, port: int, workers: int) -> list[str]:
    """The Procfile's line for the web, with another number of workers and perhaps another application.

    One without the door has uvicorn's own connections: ours send what stands at the door.
    """
    words = web(port, workers)
    if application != DOOR:
        words[words.index(DOOR)], words[words.index(CONNECTIONS)] = application, "httptools"
    return words


@contextmanager
def served(database: Path, application: str = DOOR, workers: int = 1, core: int | None = SERVER_CORE):
    """A site on `database`, on one core, or on all if `core` is None: then its pages name its own address as well."""
    port, log = free_port(), KEPT / f"log.{application.split(':')[0]}"
    command = line(application, port, workers)
    own = {"SITE_URL": f"http://127.0.0.1:{port}"} if core is None else {}
    with log.open("wb") as written:
        process = subprocess.Popen(
            command if core is None else pinned(core, command),
            env=environment(database) | own,
            cwd=ROOT,
            stdout=written,
            stderr=written,
        )
    with stopped_at_the_end(Server(process, port, log), "/livez") as server:
        yield server


@contextmanager
def stopped_at_the_end(server: Server, path: str) -> Iterator[Server]:
    """The server once it answers `path` with 200. Raises NotServed if it does not within a minute."""
    try:
        until = time.monotonic() + 60
        while not answers(server, path):
            if time.monotonic() > until or server.process.poll() is not None:
                raise NotServed(server.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)
        yield server
    finally:
        stop(server.process)


def answers(server: Server, path: str) -> bool:
    try:
        return get(server, path).status == 200
    except OSError:
        return False


def get(server: Server, path: str, headers: dict[str, str] = BROTLI) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()})
    finally:
        connection.close()


def worker(server: Server) -> int:
    """The process id of the server's only worker, which uvicorn is itself if it has no other."""
    if len(tree(server.process.pid)) != 1:
        raise NotServed("The server has more processes than one.")
    return server.process.pid
