"""What pages cost when nothing is kept, in libraries of 10, 1,000 and 100,000 articles."""

import json
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from tests.bench.libraries import SIZES, inside, library, sizes
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.processes import SERVER_CORE
from tests.bench.rounds import figure, interleaved, ratio, spread

TITLE = "A growing library"
NEEDS = ()
TIMES = 21  # the dearest of many pages is taken: with few asks that would be the unluckiest
SITEMAP, LIST, ARTICLE = "sitemap, a page", "A to Z", "article"
NOTES = [
    "Pages that nobody has kept, asked for inside one process on one core through every middleware, brotli among them; "
    "the libraries, SQLite files, take turns within each round. CPU, SQLite's own among it; after the semicolon "
    "the time by the clock. The article is the same in each library. Of the A to Z and the sitemap the dearest of the "
    "pages that were tried is given: the beginning, letters, and pages in the middle and at the end of large letters.",
    "With 10 articles the whole A to Z is one page with 11 entries; the larger libraries' pages have more. The goal is "
    "held against it all the same.",
]

Found = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Cost:
    """The dearest page of a kind in one round."""

    cpu_ms: float
    wall_ms: float
    queries: float


def measure() -> Outcome:
    samples = {size: json.loads(inside(library(size), "-m", "tests.bench.sampling")) for size in sizes()}
    measures = {size: lambda size=size: costs(library(size), samples[size]) for size in sizes()}
    return outcome(interleaved(measures, quickly(5, 2), tell))


def costs(database: Path, sample: dict[str, list[str]]) -> dict[str, Cost]:
    """What the dearest page of each kind costs."""
    paths = [path for pages in sample.values() for path in pages]
    found: Found = json.loads(inside(database, "-m", "tests.bench.rendering", str(TIMES), *paths, core=SERVER_CORE))
    of_kind = {kind: [found[path] for path in pages] for kind, pages in sample.items()}
    dearest = {kind: max(pages, key=itemgetter("cpu_ms")) for kind, pages in of_kind.items()}
    return {kind: Cost(page["cpu_ms"], page["wall_ms"], page["queries"]) for kind, page in dearest.items()}


def outcome(rounds: dict[int, list[dict[str, Cost]]]) -> Outcome:
    """Figures for the goals only if the largest library was among them."""
    small, large = min(rounds), max(rounds)
    rows, grown = [], {}
    for kind in rounds[large][0]:
        of_size = {size: [found[kind] for found in each if kind in found] for size, each in rounds.items()}
        if of_size[small]:
            grown[kind] = ratio(
                [cost.cpu_ms for cost in of_size[large]], [cost.cpu_ms for cost in of_size[small]]
            ).middle
        rows.append([kind, *map(shown, of_size.values()), f"{figure(grown[kind])} ×" if kind in grown else "–"])
        rows[-1].append(f"{max(cost.queries for cost in of_size[large]):.0f}")
    head = ["", *(f"{size:,} articles, ms" for size in rounds), f"{large:,} against {small}", "queries"]
    figures = {f"growth {kind}": grown[kind] for kind in (ARTICLE, LIST)} if large == SIZES[-1] else {}
    if figures and SITEMAP in rounds[large][0]:
        figures["sitemap ms"] = spread([found[SITEMAP].wall_ms for found in rounds[large]]).middle
    return Outcome([Table("", head, rows)], NOTES, figures)


def shown(costs: list[Cost]) -> str:
    if not costs:
        return "–"
    clock = spread([cost.wall_ms for cost in costs]).middle
    return f"{spread([cost.cpu_ms for cost in costs])}; {figure(clock)}"
