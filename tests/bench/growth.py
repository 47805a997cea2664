"""What pages cost when nothing is kept, in libraries of 10, 1,000 and 100,000 articles."""

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.libraries import SIZES, inside, library, sizes
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.processes import SERVER_CORE
from tests.bench.rounds import figure, interleaved, ratio, spread

TITLE = "A growing library"
NEEDS = ()
TIMES = 21
SITEMAP, LIST, ARTICLE = "sitemap, a page", "A to Z", "article"
NOTES = [
    "Pages that nobody has kept, asked for inside one process on one core through every middleware, brotli among them; "
    "the libraries, SQLite files, take turns within each round. CPU, SQLite's own among it; after the semicolon "
    "the time by the clock. The article is the same in each library. Of the A to Z and the sitemap that page is given "
    "which is dearest in the middle of its rounds: among the beginning, letters, and pages in the middle and at the "
    "end of large letters.",
    "With 10 articles the whole A to Z is one page with 11 entries; the larger libraries' pages have more. The goal is "
    "held against it all the same.",
]

Found = dict[str, dict[str, float]]
Costs = dict[str, dict[str, "Cost"]]  # of each page of each kind


@dataclass(frozen=True)
class Cost:
    """What one page costs in one round."""

    cpu_ms: float
    wall_ms: float
    queries: float


def measure() -> Outcome:
    samples = {size: json.loads(inside(library(size), "-m", "tests.bench.sampling")) for size in sizes()}
    measures = {size: lambda size=size: costs(library(size), samples[size]) for size in sizes()}
    return outcome(interleaved(measures, quickly(5, 2), tell))


def costs(database: Path, sample: dict[str, list[str]]) -> Costs:
    paths = [path for pages in sample.values() for path in pages]
    found: Found = json.loads(inside(database, "-m", "tests.bench.rendering", str(TIMES), *paths, core=SERVER_CORE))
    return {kind: {path: cost(found[path]) for path in pages} for kind, pages in sample.items()}


def cost(page: dict[str, float]) -> Cost:
    return Cost(page["cpu_ms"], page["wall_ms"], page["queries"])


def dearest(rounds: list[Costs], kind: str) -> list[Cost]:
    """The costs, round by round, of the page of this kind that is dearest in the middle of its rounds; [] if the
    library has no such page. The dearest of twelve pages in a single round would be the one that something disturbed.
    """
    of_page = [[found[kind][path] for found in rounds] for path in rounds[0].get(kind, {})]
    return max(of_page, key=lambda costs: median(cost.cpu_ms for cost in costs), default=[])


def outcome(rounds: dict[int, list[Costs]]) -> Outcome:
    """Figures for the goals only if the largest library was among them."""
    small, large = min(rounds), max(rounds)
    rows, grown = [], {}
    for kind in rounds[large][0]:
        of_size = {size: dearest(each, kind) for size, each in rounds.items()}
        if of_size[small]:
            grown[kind] = ratio(
                [cost.cpu_ms for cost in of_size[large]], [cost.cpu_ms for cost in of_size[small]]
            ).middle
        rows.append([kind, *map(shown, of_size.values()), f"{figure(grown[kind])} ×" if kind in grown else "–"])
        rows[-1].append(f"{max(cost.queries for cost in of_size[large]):.0f}")
    head = ["", *(f"{size:,} articles, ms" for size in rounds), f"{large:,} against {small}", "queries"]
    figures = {f"growth {kind}": grown[kind] for kind in (ARTICLE, LIST)} if large == SIZES[-1] else {}
    if figures and SITEMAP in rounds[large][0]:
        figures["sitemap ms"] = spread([cost.wall_ms for cost in dearest(rounds[large], SITEMAP)]).middle
    return Outcome([Table("", head, rows)], NOTES, figures)


def shown(costs: list[Cost]) -> str:
    if not costs:
        return "–"
    clock = spread([cost.wall_ms for cost in costs]).middle
    return f"{spread([cost.cpu_ms for cost in costs])}; {figure(clock)}"
