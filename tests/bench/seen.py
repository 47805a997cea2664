"""How long until every process sends what was published: counted by tests/faults/publish_seen.py, told here."""

import json
import subprocess
import sys

from tests.bench.parts import Outcome, Table
from tests.bench.programs import ROOT

TITLE = "A publish, seen by 4 processes on 2 ports"
NEEDS = ()
SCRIPT = ROOT / "tests" / "faults" / "publish_seen.py"


def measure() -> Outcome:
    """Raises CalledProcessError if the script says nothing; a goal of its own that it missed is in its words."""
    if not SCRIPT.exists():
        return Outcome(notes=["Not measured: this version has no tests/faults/publish_seen.py."])
    command = [sys.executable, "-m", "tests.faults.publish_seen"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=900)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise subprocess.CalledProcessError(done.returncode, command)
    return outcome(json.loads(lines[-1]))


def outcome(said: dict) -> Outcome:
    rows = [[name.replace("_", " "), str(value)] for name, value in said.items()]
    return Outcome([Table("", ["", ""], rows)], [], {})
