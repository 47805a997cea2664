"""docs/benchmarks.md: what was measured on what, each goal with its figure, and every part's tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.bench import goals
from tests.bench.markdown import table
from tests.bench.parts import QUICK
from tests.bench.processes import CORES
from tests.bench.programs import KEPT, ROOT

#: A quick run is for trying things, and its figures are nobody's to quote.
FILE = KEPT / "benchmarks.md" if QUICK else ROOT / "docs" / "benchmarks.md"

BUSY = 2 * len(CORES)  # the part before leaves a load of its own, about 2

HEAD = """# Benchmarks

`make bench` measures everything here and writes this page; `make bench PARTS="growth writing"` measures only those
parts and leaves the others as they were. Everything runs on one machine, on 127.0.0.1. Compared are only figures of
one part, measured in one run, in turns. No test asserts a time.
"""


def write(parts: Mapping[str, dict[str, Any] | None], titles: Mapping[str, str]) -> None:
    """Write the page from what each part found; None for a part that was never measured."""
    figures = {name: value for found in parts.values() if found for name, value in found["figures"].items()}
    goal_lines = table(["goal", "limit", "measured", ""], goals.verdicts(figures))
    pages = [
        HEAD + ("\n**A quick run (`QUICK=1`): few rounds, small libraries. Not to be quoted.**\n" if QUICK else "")
    ]
    pages += [f"## Goals\n\n{goal_lines}\n", *warnings(parts, titles), machine(parts)]
    pages += [section(titles[name], name, found) for name, found in parts.items()]
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("\n".join(pages))


def warnings(parts: Mapping[str, dict[str, Any] | None], titles: Mapping[str, str]) -> list[str]:
    """What to know before a figure is quoted: others were on the machine, or the code was not the same throughout."""
    found = {titles[name]: part for name, part in parts.items() if part}
    busy = [title for title, part in found.items() if float(part["load"][0].split()[0]) > BUSY]
    said = (
        f"**The machine was busy** (load average above {BUSY}) when these began: {'; '.join(busy)}.\n" if busy else ""
    )
    mixed = len({part["commit"] for part in found.values()}) > 1
    return [*filter(None, [said, "**Not all parts were measured at the same commit**; each names its own.\n" * mixed])]


def machine(parts: Mapping[str, dict[str, Any] | None]) -> str:
    """The machine and the versions of the part that was measured last."""
    found = max(filter(None, parts.values()), key=lambda part: part["at"], default=None)
    return f"## The machine\n\n{table(['', ''], found['machine'])}\n" if found else ""


def section(title: str, name: str, found: dict[str, Any] | None) -> str:
    """One part: when and on what it was measured, its tables and notes, or why there are none."""
    if found is None:
        return f"## {title}\n\nNot measured yet: `make bench PARTS={name}`.\n"
    blocks = [f"## {title}", _circumstances(name, found)]
    for each in found["tables"]:
        blocks += [f"{each['caption']}:" if each["caption"] else "", table(each["head"], each["rows"])]
    blocks += found["notes"]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _circumstances(name: str, found: dict[str, Any]) -> str:
    took = f"{found['seconds']:.0f} s"
    date = f"{datetime.fromisoformat(found['at']):%d %B %Y, %H:%M %Z}"
    return (
        f"{date}, commit {found['commit']}, {took}; load average {found['load'][0]} before and "
        f"{found['load'][1]} after; `python -m tests.bench {name}`."
    )
