"""An article that nobody has kept: its price inside the process, and as the first ask through the door."""

import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.addresses import addresses, ask_for
from tests.bench.libraries import ADDRESS_OF_THE_FIRST, inside, library
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.processes import SERVER_CORE, cpu_seconds
from tests.bench.rounds import figure, interleaved, ratio, spread
from tests.bench.serving import FILE, Share, targets
from tests.bench.sites import served

TITLE = "An article that nobody has kept"
NEEDS = ()
ARTICLES, TIMES = 1000, 100
INSIDE, FIRST_ASK = "in the process", "first ask through the door"
NOTES = [
    "In the process: the first real article through every middleware, brotli among them, on an SQLite file, the median "
    f"of {TIMES} asks in each round. First ask: each article of 1,000 in both languages asked for once, over 8 "
    "connections, of a door that has just started; CPU is that of the server's whole process tree, so that HTTP, ASGI "
    "and the keeping are in it. The prototype took 6.4 ms a request in that sense, and Wagtail 17.7, where nginx took "
    "6.9 µs to send a file.",
]


def measure() -> Outcome:
    paths = addresses(library(ARTICLES))
    asked = paths[: quickly(len(paths), 400)]

    def first_asks() -> float:
        with served(library(ARTICLES)) as server:
            before = cpu_seconds(server.process.pid)
            ask_for(server, asked)
            return 1e6 * (cpu_seconds(server.process.pid) - before) / len(asked)

    measures = {INSIDE: in_the_process, FIRST_ASK: first_asks}
    with tempfile.TemporaryDirectory() as folder, targets(Path(folder)) as others:
        if FILE in others:
            measures[FILE] = partial(sending_a_file, others[FILE])
        return outcome(interleaved(measures, quickly(5, 2), tell))


def in_the_process() -> float:
    command = ["-m", "tests.bench.rendering", str(TIMES), ADDRESS_OF_THE_FIRST]
    return 1000 * json.loads(inside(library(ARTICLES), *command, core=SERVER_CORE))[ADDRESS_OF_THE_FIRST]["cpu_ms"]


def sending_a_file(asked: Callable[[int], Share]) -> float:
    return asked(quickly(2, 1)).cpu_us


def outcome(found: dict[str, list[float]]) -> Outcome:
    """The table and the figures of rounds that measured µs a request."""
    against = {name: ratio(each, found[FILE]) for name, each in found.items() if FILE in found}
    rows = [
        [name, str(spread(each)), f"{figure(against[name].middle)} ×" if against else "–"]
        for name, each in found.items()
    ]
    figures = {"cold ms": spread(found[INSIDE]).middle / 1000}
    if against:
        figures["cold of nginx"] = against[INSIDE].middle
    return Outcome([Table("", ["", "CPU a request, µs", "of nginx"], rows)], NOTES, figures)
