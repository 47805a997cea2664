"""The site as it is really served: by the Procfile's line, in a process of its own, on a database of its own."""

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, port: int) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{folder / 'served.sqlite3'}", "SITE_URL": f"http://127.0.0.1:{port}"}
    site = {"ALLOWED_HOSTS": "127.0.0.1,localhost", "DJANGO_SETTINGS_MODULE": "tests.served_settings"}
    own |= {"SPOOL_FILE": str(folder / "spool" / "calls")}
    return os.environ | own | site | {"PYTHONWARNINGS": "default"}


def procfile(name: str, port: int) -> tuple[dict[str, str], list[str]]:
    """What the Procfile starts under `name`: variables of its own, and the words of its command."""
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    words = shlex.split(lines[name].replace("$PORT", str(port)))
    own = list(takewhile(lambda word: "=" in word, words))
    return dict(variable.split("=", 1) for variable in own), words[len(own) :]


def web(port: int, workers: int) -> list[str]:
    """The command of the Procfile's web, with another number of workers."""
    _variables, words = procfile("web", port)
    words[words.index("--workers") + 1] = str(workers)
    return [sys.executable, "-m", *words]


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, Path]]:
    """Serve a site with the first article; gives its port and the file that its log goes to."""
    port, log = free_port(), folder / "log"
    env = environment(folder, port)
    subprocess.run([sys.executable, "manage.py", "prepare"], env=env, cwd=ROOT, check=True, capture_output=True)
    with log.open("wb") as written:
        process = subprocess.Popen(web(port, workers=1), env=env, cwd=ROOT, stdout=written, stderr=written)
        try:
            wait_for(port, process)
            yield port, log
        finally:
            process.terminate()
            process.wait(20)


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Until something listens on `port`. Raises AssertionError if the process ends, or after half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("The server did not start.")


def until(found: Callable[[], Any]) -> Any:
    """What `found` gives as soon as it gives something; an AssertionError after half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if answer := found():
            return answer
        time.sleep(0.01)
    raise AssertionError(f"not within half a minute: {found.__name__}")


def ask(port: int, request: bytes) -> bytes:
    """Send bytes as they are, and give back everything that is answered until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
        return answer


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])
