"""What every part of the measuring is given, and what it gives back."""

import os
import sys
from dataclasses import asdict, dataclass, field
from typing import Any

QUICK = os.environ.get("QUICK") == "1"


@dataclass
class Table:
    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass
class Outcome:
    """What a part found: tables and notes for people, `figures` by name for the table of goals."""

    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def quickly(full: int, quick: int) -> int:
    """`full`, or `quick` with QUICK=1."""
    return quick if QUICK else full


def tell(words: str) -> None:
    """Say on the terminal what is going on."""
    print(f"  {words}", file=sys.stderr, flush=True)
