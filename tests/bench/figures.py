"""The figures of every part, kept under var/bench: a part that is measured alone takes the place of its last figures.

A quick run's are kept apart, so that they never stand among the others.
"""

import json
from typing import Any

from tests.bench.parts import QUICK
from tests.bench.programs import KEPT

FOLDER = KEPT / ("figures-quick" if QUICK else "figures")


def keep(part: str, found: dict[str, Any]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{part}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))


def kept(part: str) -> dict[str, Any] | None:
    """What was found when the part was measured last; None if it never was."""
    file = FOLDER / f"{part}.json"
    return json.loads(file.read_text()) if file.exists() else None
