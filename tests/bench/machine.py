"""On what the figures were measured: the machine, what runs on it, and how busy it is."""

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version as installed
from pathlib import Path

from tests.bench.processes import CAN_PIN, CLIENT_CORE, CORES, SERVER_CORE
from tests.bench.programs import ROOT, programs, version

PACKAGES = ("django", "uvicorn", "httptools", "uvloop", "brotli", "whitenoise")


def load() -> str:
    """The load average of the last minute, five and fifteen."""
    return " ".join(f"{part:.2f}" for part in os.getloadavg())


def machine() -> list[tuple[str, str]]:
    """What it is, and its words, a pair each."""
    pinned = f"server on core {SERVER_CORE}, load on core {CLIENT_CORE}" if CAN_PIN else "nothing pinned"
    return [
        ("processor", f"{_line('/proc/cpuinfo', 'model name')}, {len(CORES)} cores ({pinned})"),
        ("memory", f"{int(_line('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.0f} GB"),
        ("system", f"{_line('/etc/os-release', 'PRETTY_NAME', '=')}, Linux {platform.release()}"),
        ("Python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        ("packages", ", ".join(f"{name} {installed(name)}" for name in PACKAGES)),
        ("programs", ", ".join(f"{each.name} {version(each)}" for each in programs().values() if each.place)),
        ("state of the code", commit()),
    ]


def commit() -> str:
    """The commit that is measured, and whether anything but its own figures has been changed since."""
    head = _git("rev-parse", "--short", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/benchmarks.md")
    return f"{head}, with changes that are not committed" if changed else head


def _git(*arguments: str) -> str:
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return ""


def _line(file: str, name: str, sign: str = ":") -> str:
    """What `file` says after `name` and `sign`; a dash if it has no such line."""
    found = re.search(rf"^{name}\s*{sign}\s*\"?([^\"\n]+)", Path(file).read_text(), re.M)
    return found[1].strip() if found else "–"
