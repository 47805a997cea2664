"""Rounds: everything that is compared is measured in each of them, in an order that is drawn anew every time.

What the machine does beside us then falls on all alike. A ratio is taken within a round, and its median is given.
"""

import random
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class Spread:
    """Lowest, middle and highest of some figures."""

    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        return f"{figure(self.middle)} ({figure(self.low)} to {figure(self.high)})"


def spread(values: list[float]) -> Spread:
    return Spread(min(values), statistics.median(values), max(values))


def ratio(values: list[float], reference: list[float]) -> Spread:
    """The spread of the ratios that `values` have to `reference`, round by round."""
    return spread([ours / theirs for ours, theirs in zip(values, reference, strict=True)])


def figure(value: float) -> str:
    """A number as people read it: three digits that count, thousands apart, no 1e+05."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    if abs(value) >= 0.01:
        return f"{value:.2f}"
    return f"{value:.1g}" if value else "0"


def interleaved(measures: Mapping[K, Callable[[], T]], rounds: int, told: Callable[[str], Any]) -> dict[K, list[T]]:
    """Each measure's outcome in each round; `told` hears which round begins."""
    outcomes: dict[K, list[T]] = {name: [] for name in measures}
    for number in range(rounds):
        told(f"round {number + 1} of {rounds}")
        order = list(measures)
        random.shuffle(order)
        for name in order:
            outcomes[name].append(measures[name]())
    return outcomes
