"""Asking a site as a browser would, and many at once; a server that dies meanwhile is an answer as well."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass
class Answer:
    """What came back: status 0 if nothing did, `connected` False if nobody was there to send it to."""

    status: int
    connected: bool = True
    location: str = ""
    seconds: float = 0.0
    body: bytes = b""

    @property
    def token(self) -> str:
        return self.location.rstrip("/").rpartition("/")[2]


def ask(port: int, method: str, path: str, body: str, headers: dict[str, str], timeout: float) -> Answer:
    """Send one request to this machine's `port`. Whatever happens to it is in the answer."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.connect()
    except OSError:
        return Answer(0, connected=False)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read()
    except (OSError, http.client.HTTPException):
        return Answer(0, seconds=time.monotonic() - began)
    finally:
        connection.close()
    return Answer(answer.status, True, answer.getheader("Location", ""), time.monotonic() - began, text)


def many(times: int, at_once: int, do: Callable[[int], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(do, range(times)))
