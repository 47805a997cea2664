"""Ending processes of ours as a machine out of memory would: at once, and without a word."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path


def kill(pid: int) -> bool:
    """Kill -9 one process. False if it was gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def workers_of(server: subprocess.Popen) -> list[int]:
    """The process ids of a server's workers: its children, without Python's own resource tracker."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == server.pid and b"resource_tracker" not in (stat.parent / "cmdline").read_bytes():
                found.append(int(stat.parent.name))
    return found
