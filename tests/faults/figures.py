"""How often a script does something, and what it says in the end."""

import json
import os
import sys
from typing import Any

QUICK = os.environ.get("QUICK") == "1"
LOAD = round(os.getloadavg()[0], 1)  # of the machine, before the script adds its own


def scaled(number: int) -> int:
    """`number`, or a tenth of it with QUICK=1."""
    return max(1, number // 10) if QUICK else number


def percentile(values: list[float], part: float) -> float:
    """The value that `part` of all values do not exceed; 1 for the worst."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def report(script: str, figures: dict[str, Any], goals: dict[str, bool]) -> None:
    """Print the figures with the goals that were missed as one line of JSON, and exit 1 if there are any."""
    from django.db import connection

    missed = [goal for goal, reached in goals.items() if not reached]
    setting = {"script": script, "database": connection.vendor, "quick": QUICK, "load_before": LOAD}
    print(json.dumps({**setting, **figures, "missed": missed}, ensure_ascii=False), flush=True)
    sys.exit(1 if missed else 0)
