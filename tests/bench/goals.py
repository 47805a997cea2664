"""What is to be reached, and whether it was: one line a goal, missed if a single one of its figures misses."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.bench.rounds import figure
from tests.bench.serving import OURS

NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Limit:
    """A figure, by the name that a part gave it, and the most or the least it may be."""

    name: str
    most: float | None = None
    least: float | None = None
    unit: str = ""

    def keeps(self, value: float) -> bool:
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)

    def __str__(self) -> str:
        if self.most is not None and self.most == self.least:
            return f"{self.most:g}{self.unit}"
        return f"≤ {self.most:g}{self.unit}" if self.most is not None else f"≥ {self.least:g}{self.unit}"


@dataclass(frozen=True)
class Goal:
    words: str
    limits: tuple[Limit, ...]

    def judged(self, figures: Mapping[str, float]) -> list[str]:
        """The goal's line: its words, its limits, the figures and the verdict."""
        found = [(limit, figures.get(limit.name)) for limit in self.limits]
        shown = [f"{figure(value)}{limit.unit}" if value is not None else NOT_MEASURED for limit, value in found]
        return [self.words, " / ".join(map(str, self.limits)), " / ".join(shown), _verdict(found)]


def _verdict(found: list[tuple[Limit, float | None]]) -> str:
    if any(value is not None and not limit.keeps(value) for limit, value in found):
        return "**missed**"
    return NOT_MEASURED if any(value is None for _limit, value in found) else "met"


def verdicts(figures: Mapping[str, float]) -> list[list[str]]:
    return [goal.judged(figures) for goal in GOALS]


LIGHTHOUSE = [f"lighthouse {what}" for what in ("performance", "accessibility", "best-practices", "seo")]

GOALS = [
    Goal("CPU a request, prepared article against nginx", (Limit(f"cpu {OURS}", 3.5, unit=" ×"),)),
    Goal("throughput against nginx, 32 connections", (Limit(f"rate {OURS}", least=0.3, unit=" ×"),)),
    Goal("CPU of a 304 against nginx", (Limit(f"cpu {OURS}: 304", 3.5, unit=" ×"),)),
    Goal("cheaper than Wagtail with its cache", (Limit("against wagtail", least=12, unit=" ×"),)),
    Goal("throughput, one edit a second over 2,000 addresses, against none", (Limit("edits", least=0.9, unit=" ×"),)),
    Goal("cold article, CPU in the process", (Limit("cold ms", 2.5, unit=" ms"),)),
    Goal(
        "the same against nginx, as 2.5 ms are to the 6.9 µs that it took on the goal's machine",
        (Limit("cold of nginx", 362, unit=" ×"),),
    ),
    Goal(
        "article, first view: HTML with CSS in brotli / everything / requests",
        (Limit("view html", 13, unit=" kB"), Limit("view all", 36, unit=" kB"), Limit("view requests", 4)),
    ),
    Goal(
        "Lighthouse mobile, the worst of article, home and A to Z: performance / accessibility / best practices / SEO",
        tuple(Limit(name, 100, 100) for name in LIGHTHOUSE),
    ),
    Goal(
        "the same, throttled by devtools: LCP / CLS / TBT",
        (Limit("lighthouse lcp", 0.85, unit=" s"), Limit("lighthouse cls", 0, 0), Limit("lighthouse tbt", 0, 0, " ms")),
    ),
    Goal(
        "100,000 articles against 10: article / any page of the A to Z",
        (Limit("growth article", 1.1, unit=" ×"), Limit("growth A to Z", 1.5, unit=" ×")),
    ),
    Goal("a page of the sitemap at 100,000", (Limit("sitemap ms", 300, unit=" ms"),)),
    Goal(
        "a publish seen by 4 processes on 2 ports: slowest / times seen",
        (Limit("seen s", 0.5, unit=" s"), Limit("seen times", least=100)),
    ),
    Goal(
        "400 clients sending headers and 400 sending bodies, a byte a second: another page / a post, slowest",
        (Limit("slow page ms", 20, unit=" ms"), Limit("slow post ms", 100, unit=" ms")),
    ),
    Goal(
        "a worker that was asked for every article of 100,000: memory beyond its budget",
        (Limit("memory mb", 80, unit=" MB"),),
    ),
]
