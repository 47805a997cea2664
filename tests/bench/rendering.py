"""What pages cost when nothing is kept: asked for inside one process, through every middleware, with brotli taken.

    python -m tests.bench.rendering TIMES PATH…      prints {path: {cpu_ms, wall_ms, queries, bytes}} as JSON

Each figure is the median over TIMES. The database's connection is kept as it is for a reader's request.
"""

import json
import statistics
import sys
import time
from typing import Any
from wsgiref.util import setup_testing_defaults

import django

WARM = 3


def open_site() -> Any:
    """All of Django, settled as the door has it, as one callable. WSGI, whose own share is the smallest."""
    from django.core.handlers.wsgi import WSGIHandler

    from crampinfo.asgi import settle

    site = WSGIHandler()
    settle()
    return site


def read(site: Any, path: str, coding: str = "identity") -> tuple[int, bytes]:
    """Ask for a page and read it to its end: its status and its bytes."""
    path, _sign, query = path.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": coding, "HTTP_HOST": "127.0.0.1:8000"}
    setup_testing_defaults(environ)
    said: list[str] = []
    answer = site(environ, lambda status, _headers: said.append(status))
    body = b"".join(answer)
    answer.close()
    return int(said[0].split()[0]), body


def queries(site: Any, path: str) -> int:
    """The queries that one ask makes, without what SQLite is told when a connection opens."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        read(site, path)
    return len([each for each in asked if not each["sql"].startswith("PRAGMA")])


def cost(site: Any, path: str, times: int) -> dict[str, float]:
    """Raises AssertionError if the page is not answered with 200."""
    for _time in range(WARM):
        status, body = read(site, path, "br")
        assert status == 200, f"{path} answers {status}"
    cpu, wall = [], []
    for _time in range(times):
        used, began = time.process_time(), time.perf_counter()
        read(site, path, "br")
        cpu.append(1000 * (time.process_time() - used))
        wall.append(1000 * (time.perf_counter() - began))
    medians = {"cpu_ms": statistics.median(cpu), "wall_ms": statistics.median(wall)}
    return medians | {"bytes": len(body), "queries": queries(site, path)}


def main(times: int, paths: list[str]) -> None:
    django.setup(set_prefix=False)
    site = open_site()
    print(json.dumps({path: cost(site, path, times) for path in paths}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
