"""Measure the site, and write what was found into docs/benchmarks.md.

    python -m tests.bench                  everything, in about 20 minutes once the libraries are made
    python -m tests.bench growth writing   only those parts
    QUICK=1 python -m tests.bench          few rounds and small libraries; writes var/bench/benchmarks.md

A part whose programs are not here is left out, and so said. Linux only: it reads /proc.
"""

import signal
import sys
import time
import traceback
from datetime import datetime
from types import ModuleType
from typing import Any

from tests.bench import (
    cold,
    document,
    enduring,
    figures,
    first_view,
    growth,
    lighthouse,
    machine,
    memory,
    seen,
    serving,
    writing,
)
from tests.bench.parts import Outcome, tell
from tests.bench.programs import complaint, fetch_lighthouse, missing

PARTS: dict[str, ModuleType] = {
    part.__name__.rpartition(".")[2]: part
    for part in (serving, cold, growth, writing, seen, enduring, memory, first_view, lighthouse)
}


def main(asked: list[str]) -> int:
    if unknown := set(asked) - set(PARTS):
        print(f"There is no part {', '.join(unknown)}: there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))  # so that every server is stopped
    if not asked or "lighthouse" in asked:
        fetch_lighthouse()
    tell(complaint(missing()) or "every program is here")
    failed = [name for name in asked or PARTS if not kept_after_measuring(name)]
    document.write({name: figures.kept(name) for name in PARTS}, {name: part.TITLE for name, part in PARTS.items()})
    tell(f"written: {document.FILE}" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


def kept_after_measuring(name: str) -> bool:
    """Measure one part and keep what it found. False if it failed, in which case its last figures stay."""
    began, load, at = time.monotonic(), machine.load(), datetime.now().astimezone().isoformat(timespec="seconds")
    tell(f"{name}: {PARTS[name].TITLE}")
    try:
        found = outcome(PARTS[name])
    except Exception:
        traceback.print_exc()
        return False
    circumstances: dict[str, Any] = {
        "at": at,
        "commit": machine.commit(),
        "load": [load, machine.load()],
    }
    circumstances |= {"machine": machine.machine(), "seconds": time.monotonic() - began}
    figures.keep(name, found.as_data() | circumstances)
    return True


def outcome(part: ModuleType) -> Outcome:
    if absent := complaint(missing(part.NEEDS)):
        return Outcome(notes=[f"Not measured. {absent}"])
    return part.measure()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
