"""How long until every process sends what was published: counted by tests/faults/publish_seen.py, told here."""

import json
import subprocess
import sys
from typing import Any

from tests.bench.parts import Outcome, Table
from tests.bench.programs import ROOT

TITLE = "A publish, seen by 4 processes on 2 ports"
NEEDS = ()
TIMES = 100
NOTES = [
    "From the commit until each of eight connections, two to each process, was sent the new page. The processes "
    "ask what changed four times a second."
]
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


def outcome(said: dict[str, Any]) -> Outcome:
    """Figures for the goal only if it was tried as often as the goal says."""
    rows = [[name.replace("_", " "), str(value)] for name, value in said.items()]
    figures = {"seen s": said["seen_ms_worst"] / 1000, "seen times": said["within_half_a_second"]}
    enough = said["publications"] >= TIMES
    return Outcome([Table("", ["", ""], rows)], NOTES, figures if enough else {})
