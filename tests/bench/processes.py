"""What a process and all it started have used: CPU seconds and memory, as Linux counts them in /proc."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]
CAN_PIN = len(CORES) > 1 and shutil.which("taskset") is not None
PATIENCE = 10


def pinned(core: int, command: list[str]) -> list[str]:
    """`command` as it is run on one core only, or as it is where that cannot be had."""
    return ["taskset", "-c", str(core), *command] if CAN_PIN else command


def stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name, which may hold spaces; None if the process is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return None


def tree(root: int) -> list[int]:
    """`root` and every process that descends from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        if fields := stat(int(entry.name)):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """User and system time of `root` and its living descendants, of all their threads.

    Linux counts in ticks of 10 ms, so that over a round of 2 seconds the count is right to half a percent.
    """
    used = [fields for pid in tree(root) if (fields := stat(pid))]
    return sum(int(fields[11]) + int(fields[12]) for fields in used) / TICK


def memory(pid: int) -> int:
    """Bytes of memory that one process takes, with its share of what it shares (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"/proc/{pid}/smaps_rollup has no line for Pss.")


def begun(pid: int) -> int | None:
    """When the process began, in ticks since the machine did; None if it is gone. A number may be used again."""
    fields = stat(pid)
    return int(fields[19]) if fields and fields[0] != "Z" else None


def stop(process: subprocess.Popen) -> None:
    """End a process that we started, and all it started: what is not gone after PATIENCE seconds is killed."""
    family = {pid: begun(pid) for pid in tree(process.pid)} if process.poll() is None else {}
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pid, since in family.items():
        if since is not None and begun(pid) == since:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
