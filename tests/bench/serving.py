"""One article and its 304: ours at the door, nginx with the same bytes as a file, and Django without the door."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import brotli

from tests.bench import wrk
from tests.bench.libraries import ADDRESS_OF_THE_FIRST, library
from tests.bench.nginx import KNOWN, PAGE, nginx
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.processes import cpu_seconds
from tests.bench.programs import missing
from tests.bench.rounds import figure, interleaved, ratio, spread
from tests.bench.sites import BARE, BROTLI, Answer, NotServed, Server, get, served

TITLE = "An article, served"
NEEDS = ("wrk",)
FILE = "nginx, a file"
OURS, BEHIND = "ours, with the door", "ours, Django without the door"
WAGTAIL = 328 / 6.9  # CPU a request, Wagtail with its cache and nginx: µs in one run of their own, not in this one
NOTES = [
    "All three answer with the same bytes, compared before the first round: one article, compressed by brotli. Each "
    "server has one worker and runs on one core, wrk (`-t1 -c32`) on the other. CPU is that of the server's whole "
    "process tree, user and system. Median, and lowest to highest, over the rounds; ratios are taken within a round.",
    "Wagtail is not measured here. Its 328 µs where nginx takes 6.9 come from one run of the same kind on a page of "
    "the same text, and are held against this run's ratio to nginx.",
]


@dataclass(frozen=True)
class Share:
    """One round of one target: what wrk counted, and the server's CPU for a request."""

    load: wrk.Load
    cpu_us: float


def measure() -> Outcome:
    with tempfile.TemporaryDirectory() as folder, targets(Path(folder)) as found:
        for one in found.values():
            one(1)
        rounds, seconds = quickly(7, 3), quickly(2, 1)
        shares = interleaved({name: partial(one, seconds) for name, one in found.items()}, rounds, tell)
    return outcome(shares)


@contextmanager
def targets(folder: Path) -> Iterator[dict[str, Callable[[int], Share]]]:
    """What is asked in each round, by name; all servers run until the end."""
    with ExitStack() as servers:
        ours = servers.enter_context(served(library(10)))
        bare = servers.enter_context(served(library(10), BARE))
        page = get(ours, ADDRESS_OF_THE_FIRST)
        known = get(ours, ADDRESS_OF_THE_FIRST, headers(page))
        places = {OURS: (ours, ADDRESS_OF_THE_FIRST), BEHIND: (bare, ADDRESS_OF_THE_FIRST)}
        if not missing(("nginx", "nginx's brotli")):
            file = servers.enter_context(nginx(folder, page, known, brotli.decompress(page.body)))
            places = {FILE: (file, PAGE), **places}
        asked = {name: asking(*place, page) for name, place in places.items()}
        whens = {name: (server, KNOWN if path == PAGE else path) for name, (server, path) in places.items()}
        yield asked | {f"{name}: 304": asking(*place, page, known=True) for name, place in whens.items()}


def headers(page: Answer | None = None) -> dict[str, str]:
    """What a reader sends who takes brotli, and has `page` already."""
    return BROTLI | ({"If-None-Match": page.headers["etag"]} if page else {})


def asking(server: Server, path: str, page: Answer, *, known: bool = False) -> Callable[[int], Share]:
    """A measure of `path`: asked for anew, or by somebody who knows it already.

    Raises NotServed unless the bytes are those of `page`, or, for whoever knows them, there are none.
    """
    first = get(server, path)
    sent = headers(first if known else None)
    answer = get(server, path, sent)
    if (answer.status, answer.body) != ((304, b"") if known else (200, page.body)):
        raise NotServed(f"{server.address(path)} answers {answer.status} with {len(answer.body)} bytes.")

    def one(seconds: int) -> Share:
        before = cpu_seconds(server.process.pid)
        load = wrk.run(server.address(path), seconds, sent)
        return Share(load, (cpu_seconds(server.process.pid) - before) / load.requests * 1e6)

    return one


def outcome(shares: dict[str, list[Share]]) -> Outcome:
    cpu = {name: [share.cpu_us for share in each] for name, each in shares.items()}
    rate = {name: [share.load.per_second for share in each] for name, each in shares.items()}
    rows: list[list[str]] = []
    figures: dict[str, float] = {}
    for name, each in shares.items():
        file = FILE + name.partition(":")[1] + name.partition(":")[2]
        against = [(ratio(of[name], of[file]) if file in of else None) for of in (cpu, rate)]
        tail, failed = spread([share.load.p99_ms for share in each]), sum(share.load.failed for share in each)
        shown = [f"{figure(each.middle)} ×" if each else "–" for each in against]
        rows.append([name, str(spread(cpu[name])), shown[0], str(spread(rate[name])), shown[1]])
        rows[-1] += [figure(tail.middle), str(failed)]
        figures |= {f"{kind} {name}": each.middle for kind, each in zip(("cpu", "rate"), against, strict=True) if each}
    if ours := figures.get(f"cpu {OURS}"):
        figures["against wagtail"] = WAGTAIL / ours
    head = ["", "CPU a request, µs", "of nginx", "requests a second", "of nginx", "p99, ms", "failed"]
    return Outcome([Table("", head, rows)], NOTES, figures)
