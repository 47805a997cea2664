"""The figures of a text: what in it is a number, an amount, a date, a time, a telephone number, a name with digits."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from articles import turkish
from articles.agreement.days import READINGS
from articles.agreement.numerals import half_at, in_digits, in_words, many_at
from articles.agreement.units import counts_at, unit_at

PARTS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
PART = rf"[{''.join(PARTS)}]|(?<![\d/])(?:1/[234]|2/3|3/4)(?![\d/])"
NUMBER = re.compile(
    r"(?P<share>% ?|yüzde )?(?P<sign>(?<![\w)\0])(?<!\0 )[-−](?=\d))?"
    rf"(?:(?P<part>{PART})|(?P<whole>\d{{2,3}}(?: \d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)(?: ?(?P<more>{PART}))?)"
)
RANGE = re.compile(r"(?:['’]\w+)?(?: ?[-–—/] ?|, | (?:to|or|and|ila|ilâ|ile|veya|ya da|ve) )")
ORDINAL = re.compile(r"st|nd|rd|th|\.(?= ?[a-zçğıöşü])")
NAME = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,5}\d+[^\W_]*|[A-ZÇĞİÖŞÜ]{1,6}-\d+)(?![^\W_])")
ROUND_THE_CLOCK = re.compile(r"(?<!\w)(?:24/7|7/24)(?!\w)")
ARTICLE = {"en": re.compile(r"(?:of )?(?:an?|the) "), "tr": re.compile(r"(?!)")}


@dataclass(frozen=True)
class Figure:
    """One figure as it is written at `start` to `end` of a text as readers see it.

    `value` is a number, or the words that both languages must share. A `firm` one must have its like in the other
    language; one that is not firm is there to answer.
    """

    words: str
    start: int
    end: int
    value: Fraction | str
    unit: str = ""
    firm: bool = True


@dataclass
class Reader:
    """Reads one text. What one reading has taken is blotted out for the next."""

    text: str  # as written
    language: str
    left: str = field(init=False)  # in small letters, letter for letter
    found: list[Figure] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = "".join(turkish.lower(letter, self.language)[:1] for letter in self.text)

    def take(self, start: int, end: int, value: Fraction | str, unit: str = "", firm: bool = True) -> None:
        self.found.append(Figure(self.text[start:end], start, end, value, unit, firm))
        self.left = self.left[:start] + "\0" * (end - start) + self.left[end:]

    def things(self) -> None:
        """What is one thing, though several numbers are in it."""
        for pattern, read in READINGS[self.language]:
            for match in pattern.finditer(self.left):
                if said := read(match):
                    self.take(*match.span(), said)
        for match in ROUND_THE_CLOCK.finditer(self.left):
            self.take(*match.span(), Fraction(24), "hour")
            self.take(*match.span(), Fraction(7), "day")
        for match in NAME.finditer(self.text):
            if "\0" not in self.left[slice(*match.span())]:
                self.take(*match.span(), match[0].upper().replace("-", ""))

    def numbers(self) -> None:
        place = 0
        while match := NUMBER.search(self.left, place):
            place = self.number(match)

    def number(self, match: re.Match[str]) -> int:
        """Take one number with what multiplies it and its unit; gives back where it ends."""
        whole, part = in_digits(match["whole"] or "0", self.language), match["part"] or match["more"] or "0"
        if whole is None:
            self.take(*match.span(), match[0])
            return match.end()
        half = half_at(self.left, match.end(), self.language)
        times, end = many_at(self.left, half, self.language)
        value = (whole + Fraction(PARTS.get(part, part)) + Fraction(int(half > match.end()), 2)) * times
        unit, end = ("percent", end) if match["share"] else self.unit(end)
        self.take(match.start(), end, -value if match["sign"] else value, unit)
        return end

    def unit(self, place: int) -> tuple[str, int]:
        """The unit of the number that ends at `place`, and where it ends; the 10th day is not ten days."""
        after = place + (self.left[place : place + 1] in (" ", "-"))
        unit, end = unit_at(self.left, after, self.language)
        return (unit, end) if unit and not ORDINAL.match(self.left, place) else ("", place)

    def ranges(self) -> None:
        """In "30 to 60 seconds" both are seconds, and in "%5-10" both are percent."""
        self.found.sort(key=lambda figure: figure.start)
        for first, second in reversed(list(pairwise(range(len(self.found))))):
            self._share(first, second, self.found[second].unit)
        for first, second in pairwise(range(len(self.found))):
            self._share(second, first, "percent" if self.found[first].unit == "percent" else "")

    def _share(self, taker: int, giver: int, unit: str) -> None:
        figure = self.found[taker]
        first, second = sorted((figure, self.found[giver]), key=lambda one: one.start)
        if (
            not figure.unit
            and isinstance(figure.value, Fraction)
            and RANGE.fullmatch(self.left, first.end, second.start)
        ):
            self.found[taker] = replace(figure, unit=unit)

    def words(self) -> None:
        for start, end, value, plain in in_words(self.left, self.language):
            after = end + (self.left[end : end + 1] in (" ", "-"))
            article = ARTICLE[self.language].match(self.left, after) if value < 1 else None  # half of an hour
            unit, unit_end = unit_at(self.left, article.end() if article else after, self.language)
            half = half_at(self.left, unit_end, self.language) if unit else unit_end  # an hour and a half
            whole = value + Fraction(int(half > unit_end), 2)
            firm = whole != 1 and (plain or half > unit_end) and (bool(unit) or self._counted(after))
            self.take(start, half if unit else end, whole, unit, firm)

    def _counted(self, place: int) -> bool:
        return counts_at(self.left, place, self.language)


def figures(text: str, language: str) -> list[Figure]:
    """Every figure of `text`, which is as readers see it, in order."""
    reader = Reader(text, language)
    reader.things()
    reader.numbers()
    reader.ranges()
    reader.words()
    return sorted(reader.found, key=lambda figure: figure.start)
