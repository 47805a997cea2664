"""The memory of a worker that was asked for every article of the largest library."""

from tests.bench.addresses import addresses, ask_for
from tests.bench.libraries import ADDRESS_OF_THE_FIRST, SIZES, inside, largest, library
from tests.bench.parts import Outcome, Table, tell
from tests.bench.processes import memory
from tests.bench.sites import get, served, worker

TITLE = "Memory of a worker"
NEEDS = ()
MB = 1024 * 1024
STEPS = 10
BUDGET = ("-c", "from crampinfo import settings; print(getattr(settings, 'PREPARED_BYTES', 0))")
NOTES = [
    "One worker, which alone is asked; PSS, as Linux gives it in smaps_rollup. Each article is asked for once, in "
    "English and in brotli."
]


def measure() -> Outcome:
    database = library(largest())
    paths = addresses(database, "en")
    share = -(-len(paths) // STEPS)
    with served(database, core=None) as server:
        get(server, ADDRESS_OF_THE_FIRST)
        taken = {1: memory(worker(server))}
        for begin in range(0, len(paths), share):
            ask_for(server, paths[begin : begin + share])
            asked = min(begin + share, len(paths))
            taken[asked] = memory(worker(server))
            tell(f"asked for {asked:,} of {len(paths):,}: {max(taken.values()) / MB:.0f} MB")
    return outcome(taken, int(inside(database, *BUDGET)))


def outcome(taken: dict[int, int], budget: int) -> Outcome:
    """`taken` is the memory after so many articles were asked for. A figure only for the largest library of all."""
    rows = [[f"{articles:,}", f"{memory / MB:.1f} MB"] for articles, memory in taken.items()]
    figures = {"memory mb": (max(taken.values()) - budget) / MB} if max(taken) >= SIZES[-1] else {}
    allowed = f"The budget for ready pages (`PREPARED_BYTES`) is {budget / MB:.0f} MB."
    return Outcome([Table("", ["articles asked for", "PSS of the worker"], rows)], [*NOTES, allowed], figures)
