"""The figures and links of two languages, paired; what is left over is what they do not agree on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from articles import seen
from articles.agreement.figures import Figure, figures
from articles.agreement.links import missing
from articles.agreement.pairing import alone
from articles.agreement.rates import rates
from articles.differences import Run


@dataclass(frozen=True)
class Pair:
    """One text in each language, with its place in the article; the texts as they are stored."""

    place: str
    texts: dict[str, str]


@dataclass(frozen=True)
class Disagreement:
    """What the languages of one text do not share. `only` holds, for each language, what has no like in the other."""

    pair: Pair
    only: dict[str, tuple[Figure, ...]]
    links: dict[str, tuple[str, ...]]

    @property
    def place(self) -> str:
        return self.pair.place

    @property
    def words(self) -> dict[str, list[str]]:
        """What stands in each language only, as it is written."""
        codes = self.pair.texts
        return {code: [*(figure.words for figure in self.only[code]), *self.links[code]] for code in codes}

    @property
    def fingerprint(self) -> str:
        """Of the texts: as long as both stay the same, so does what was said about them."""
        said = "\0".join(f"{code}:{' '.join(text.split())}" for code, text in sorted(self.pair.texts.items()))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def runs(self, language: str) -> list[Run]:
        """The text as readers see it, with what has no like in the other language as "new" runs."""
        text, place, runs = seen.text(self.pair.texts[language]), 0, list[Run]()
        for figure in self.only[language]:
            runs += [("same", text[place : figure.start]), ("new", text[figure.start : figure.end])]
            place = figure.end
        return [run for run in [*runs, ("same", text[place:])] if run[1]]


def disagreements(pairs: Iterable[Pair]) -> list[Disagreement]:
    """The pairs whose languages say other figures or lead elsewhere. A pair with an empty text has none."""
    compared = (_compare(pair) for pair in pairs if all(text.strip() for text in pair.texts.values()))
    return [found for found in compared if any(found.words.values())]


def _compare(pair: Pair) -> Disagreement:
    first, second = pair.texts
    words = {code: seen.text(text) for code, text in pair.texts.items()}
    left = alone(*(figures(text, code) for code, text in words.items()))
    often = _at_odds(*(rates(text, code) for code, text in words.items()))
    sides = (sorted((*one, *other), key=lambda figure: figure.start) for one, other in zip(left, often, strict=True))
    only = {code: tuple(side) for code, side in zip(pair.texts, sides, strict=True)}
    links = {code: seen.links(text) for code, text in pair.texts.items()}
    led = {first: missing(links[first], links[second]), second: missing(links[second], links[first])}
    return Disagreement(pair, only, led)


def _at_odds(first: list[Figure], second: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """How often either side says, if both say it and have nothing in common."""
    shared = {rate.value for rate in first} & {rate.value for rate in second}
    return ([], []) if shared or not (first and second) else (first, second)
