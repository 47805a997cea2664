"""The memory of a worker that was asked for every article of the largest library."""

from tests.bench.addresses import addresses, ask_for
from tests.bench.libraries import ADDRESS_OF_THE_FIRST, SIZES, inside, largest, library
from tests.bench.parts import Outcome, Table, tell
from tests.bench.processes import memory
from tests.bench.rounds import figure
from tests.bench.sites import get, served, worker

TITLE = "Memory of a worker"
NEEDS = ()
MB = 1024 * 1024
BUDGET = ("-c", "from crampinfo import settings; print(getattr(settings, 'PREPARED_BYTES', 0))")
NOTES = [
    "One worker, which alone is asked; PSS, as Linux gives it in smaps_rollup. Each article is asked for once, in "
    "English and in brotli."
]


def measure() -> Outcome:
    database = library(largest())
    paths = addresses(database, "en")
    tell(f"asking for {len(paths):,} addresses once")
    with served(database, core=None) as server:
        get(server, ADDRESS_OF_THE_FIRST)
        before = memory(worker(server))
        ask_for(server, paths)
        after = memory(worker(server))
    return outcome(len(paths), before, after, int(inside(database, *BUDGET)))


def outcome(articles: int, before: int, after: int, budget: int) -> Outcome:
    """A figure for the goal only if it was the largest library of all."""
    rows = [
        ["when it had answered one request", f"{figure(before / MB)} MB"],
        [f"when it had been asked for {articles:,} articles", f"{figure(after / MB)} MB"],
        ["its budget for ready pages (`PREPARED_BYTES`)", f"{figure(budget / MB)} MB"],
    ]
    figures = {"memory mb": (after - budget) / MB} if articles >= SIZES[-1] else {}
    return Outcome([Table("", ["", "PSS"], rows)], NOTES, figures)
