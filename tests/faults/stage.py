"""Where the faults are staged: a site of its own, as it is really served, on a database and a spool of its own.

A script is run as `python -m tests.faults.NAME`, talks to this machine only, prints its figures as one line of JSON,
and exits 1 if a goal is missed. QUICK=1 is a tenth of the counts. TEST_DATABASE_URL names a PostgreSQL server, in
which a database is made and removed again; without it the site runs on SQLite.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
QUICK = os.environ.get("QUICK") == "1"
LIFTED = ",".join(f"{name}=1000000/h" for name in ("address_soft", "address_hard", "phone", "headerless", "site"))
FORM = "/en/let-us-call-you/"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}

_numbers = count(1_000_000)


def scaled(number: int) -> int:
    return max(1, number // 10) if QUICK else number


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


@dataclass
class Site:
    folder: Path
    port: int
    processes: list[subprocess.Popen] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def run(self, *arguments: str) -> subprocess.Popen:
        """Start a Python process with the site's environment, its output in the log."""
        with self.log.open("ab") as written:
            process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=written, stderr=written)
        self.processes.append(process)
        return process

    def serve(self, workers: int = 2) -> subprocess.Popen:
        """granian as in the Procfile, except that a dead worker is replaced after half a second."""
        options = f"--interface asginl --workers {workers} --respawn-failed-workers --respawn-interval 0.5 --no-ws"
        place = ["--host", "127.0.0.1", "--port", str(self.port), "crampinfo.asgi:application"]
        server = self.run("-m", "granian", *options.split(), *place)
        until = time.monotonic() + 60
        while self.get("/livez").status != 200:
            if time.monotonic() > until or server.poll() is not None:
                raise SystemExit(f"The server did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)
        return server

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, headers: dict[str, str] = SAME_ORIGIN, timeout: float = 60, **answers: str) -> Answer:
        """Post the form, with a number of its own unless `answers` names one."""
        usual = {"name": "Ada", "phone": f"0532{next(_numbers)}", "language": "en", "notice": "2026-11-22"}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", FORM, urlencode(usual | answers), {**kind, **headers}, timeout)

    def _ask(self, method: str, path: str, body: str = "", headers: Any = None, timeout: float = 60) -> Answer:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.connect()
        except OSError:
            return Answer(0, connected=False)
        try:
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            return Answer(0, seconds=time.monotonic() - began)
        finally:
            connection.close()
        return Answer(answer.status, True, answer.getheader("Location", ""), time.monotonic() - began, text)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def site(folder: Path | None = None, **environment: str) -> Iterator[Site]:
    """A migrated site whose database and settings this process shares; everything is stopped and removed at the end."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))  # so that nothing is left behind
    made = Path(tempfile.mkdtemp(prefix="faults-"))
    stage = Site(made, free_port())
    with _database(folder or made) as address:
        os.environ.update(_environment(stage, address) | environment)
        sys.path.insert(0, str(ROOT))
        _prepare()
        try:
            yield stage
        finally:
            stage.stop()
            shutil.rmtree(made, ignore_errors=True)


def _environment(stage: Site, address: str) -> dict[str, str]:
    from cryptography.fernet import Fernet

    return {
        "DATABASE_URL": address,
        "SECRET_KEY": "a secret for faults only, long enough to pass",
        "FIELD_KEYS": Fernet.generate_key().decode(),
        "SITE_URL": f"http://127.0.0.1:{stage.port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SPOOL_FILE": str(stage.folder / "spool" / "calls"),
        "CALL_TEAM_EMAIL": "calls@hospital.example",
        "CALL_LIMITS": LIFTED,
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "TRUSTED_PROXY_COUNT": "0",
        "DEBUG": "0",
    }


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from callbacks.models import HospitalFacts

    HospitalFacts(phone_to_call="444 0 123", opening_hours="Mo-Su 08:00-20:00").save()


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    name = f"faults_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            from django.db import connections

            connections.close_all()
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def workers_of(server: subprocess.Popen) -> list[int]:
    """The process ids of granian's workers: its children, without Python's own resource tracker."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == server.pid and b"resource_tracker" not in (stat.parent / "cmdline").read_bytes():
                found.append(int(stat.parent.name))
    return found


def kill(pid: int) -> bool:
    """Kill -9 one process of ours. False if it was gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def rename_table(table: str, name: str) -> None:
    """Take a table away from the database, or give it back: so long it refuses every request."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")


def many(times: int, at_once: int, do: Callable[[int], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(do, range(times)))


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def report(script: str, figures: dict[str, Any], goals: dict[str, bool]) -> None:
    """Print the figures with the goals that were missed, and exit 1 if there are any."""
    from django.db import connection

    missed = [goal for goal, reached in goals.items() if not reached]
    line = {"script": script, "database": connection.vendor, "quick": QUICK, **figures, "missed": missed}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    sys.exit(1 if missed else 0)
