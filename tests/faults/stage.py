"""Where the faults are staged: a site of its own, as it is really served, on a database and a spool of its own.

A script is run as `python -m tests.faults.NAME`, talks to this machine only, prints its figures as one line of JSON,
and exits 1 if a goal is missed. QUICK=1 is a tenth of the counts. TEST_DATABASE_URL names a PostgreSQL server, in
which a database is made and removed again; without it the site runs on SQLite.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.processes import stop
from tests.faults.asking import Answer, ask
from tests.faults.scratch import database
from tests.serving import ROOT, free_port, web

FORM = "/en/let-us-call-you/"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}

_numbers = count(1_000_000)


def lifted(**own: str) -> str:
    """CALL_LIMITS that stop nobody, but for `own`."""
    names = ("address_soft", "address_hard", "phone", "headerless", "site")
    return ",".join(f"{name}={own.get(name, '1000000/h')}" for name in names)


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
        """The Procfile's web, with `workers` of them."""
        _python, *words = web(self.port, workers)
        server = self.run(*words)
        until = time.monotonic() + 60
        while self.get("/livez").status != 200:
            if time.monotonic() > until or server.poll() is not None:
                raise SystemExit(f"The server did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)
        return server

    def get(self, path: str) -> Answer:
        return ask(self.port, "GET", path, "", {}, 60)

    def post(self, headers: dict[str, str] = SAME_ORIGIN, timeout: float = 60, **answers: str) -> Answer:
        """Post the form, with a number of its own unless `answers` names one."""
        usual = {"name": "Ada", "phone": f"0532{next(_numbers)}", "language": "en", "notice": "2026-11-22"}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return ask(self.port, "POST", FORM, urlencode(usual | answers), {**kind, **headers}, timeout)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            stop(process)  # with all it started: a worker that lost its parent would live on


@contextmanager
def site(folder: Path | None = None, **environment: str) -> Iterator[Site]:
    """A migrated site whose database and settings this process shares; everything is stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as made:
        stage = Site(Path(made), free_port())
        own = {
            "SITE_URL": f"http://127.0.0.1:{stage.port}",
            "SPOOL_FILE": str(stage.folder / "spool" / "calls"),
            "CALL_TEAM_EMAIL": "calls@hospital.example",
            "CALL_LIMITS": lifted(),
        }
        with database(folder or stage.folder, **own | environment):
            from callbacks.models import HospitalFacts

            HospitalFacts(phone_to_call="444 0 123", opening_hours="Mo-Su 08:00-20:00").save()
            try:
                yield stage
            finally:
                stage.stop()
