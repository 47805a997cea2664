"""An article that nobody has kept: its price inside the process, and as the first ask through the door."""

import json

from tests.bench.addresses import addresses, ask_for
from tests.bench.libraries import ADDRESS_OF_THE_FIRST, inside, library
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.processes import SERVER_CORE, cpu_seconds
from tests.bench.rounds import Spread, interleaved, spread
from tests.bench.sites import served

TITLE = "An article that nobody has kept"
NEEDS = ()
ARTICLES, TIMES = 1000, 100
NOTES = [
    "In the process: the first real article through every middleware, brotli among them, on an SQLite file, the median "
    f"of {TIMES} asks in each round. First ask: each article of 1,000 in both languages asked for once, over 8 "
    "connections, of a door that has just started; CPU is that of the server's whole process tree, so that HTTP, ASGI "
    "and the keeping are in it. The prototype took 6.4 ms a request in that sense, and Wagtail 17.7.",
]


def measure() -> Outcome:
    paths = addresses(library(ARTICLES))
    asked = paths[: quickly(len(paths), 400)]

    def first_asks() -> float:
        with served(library(ARTICLES)) as server:
            before = cpu_seconds(server.process.pid)
            ask_for(server, asked)
            return 1000 * (cpu_seconds(server.process.pid) - before) / len(asked)

    measures = {"in the process": in_the_process, "first ask through the door": first_asks}
    found = interleaved(measures, quickly(5, 2), tell)
    spreads = {name: spread(each) for name, each in found.items()}
    return outcome(spreads)


def in_the_process() -> float:
    command = ["-m", "tests.bench.rendering", str(TIMES), ADDRESS_OF_THE_FIRST]
    return json.loads(inside(library(ARTICLES), *command, core=SERVER_CORE))[ADDRESS_OF_THE_FIRST]["cpu_ms"]


def outcome(spreads: dict[str, Spread]) -> Outcome:
    rows = [[name, str(each)] for name, each in spreads.items()]
    figures = {"cold ms": spreads["in the process"].middle}
    return Outcome([Table("", ["", "CPU a request, ms"], rows)], NOTES, figures)
