"""How easy a text is to read, measured by the usual formula of each language.

English: Flesch–Kincaid grade level (school years). J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom,
"Derivation of New Readability Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975.

Turkish: Ateşman's readability number (90–100 very easy, 70–89 easy, 50–69 medium, below that hard). E. Ateşman,
"Türkçede Okunabilirliğin Ölçülmesi", Dil Dergisi 58, 1997.

What is counted, in both languages:

- The caller gives one text for each block. A block ends a sentence, so a heading or a list item is a sentence.
- A word is a run of letters and digits; a hyphen or an apostrophe inside it does not end it.
- A number is one word with the syllables of its cardinal read aloud; the digits after a decimal mark are read one by
  one. A percent sign belongs to its number.
- Capitals are read letter by letter (MS, ACE, the B of B6); a text set in capitals would therefore be measured wrongly.

The figures help to set priorities. They do not prove that a reader understands the text.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s+|$)")
WORD = re.compile(r"%?[^\W_]+(?:[-'’.,][^\W_]+)*%?")
PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|%")

ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels side by side that are spoken apart: serious, trying; the table below has the rest.
ENGLISH_APART = re.compile(r"(?<![tscgx])i(?=[aou])|(?<=[aeiouy])(?=ing$)")
# An e that is written and not spoken: cause, whole, linked, makes, movement; but muscle, needed, causes.
ENGLISH_SILENT = re.compile(
    r"(?:(?<=[^aeiouyl])|(?<=[aeiouyl]l))(?:e|(?<![td])ed|(?<![sxzcg])(?<!ch)(?<!sh)es)$"
    r"|(?<=[^aeiouyl])e(?=(?:ment|ly|ful|less|ness|thing|times)s?$)"
)
ENGLISH_EXCEPTIONS = {
    "area": 3, "being": 2, "calcium": 3, "diabetes": 4, "diarrhoea": 4, "diet": 2, "doesn": 2, "fluid": 2,
    "fluids": 2, "magnesium": 4, "potassium": 4, "quiet": 2, "rhythm": 2, "science": 2, "society": 4,
    "spasm": 2, "spasms": 2,
}  # fmt: skip
TURKISH_VOWELS = frozenset("aeıioöuüâîûAEIİOÖUÜÂÎÛ")


class Numerals(NamedTuple):
    """Syllables of the number words of one language."""

    units: tuple[int, ...]  # 0 to 9, or to 19 where the teens have words of their own
    tens: tuple[int, ...]  # 0, 10, 20 … 90
    hundred: int
    thousand: int
    mark: int  # "point", "virgül"
    percent: int
    says_one: bool  # "one hundred", but "yüz"


ENGLISH = Numerals(
    units=(2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2),
    tens=(0, 1, 2, 2, 2, 2, 2, 3, 2, 2),
    hundred=2, thousand=2, mark=1, percent=2, says_one=True,
)  # fmt: skip
TURKISH = Numerals(
    units=(2, 1, 2, 1, 1, 1, 2, 2, 2, 2),
    tens=(0, 1, 2, 2, 1, 2, 2, 2, 2, 2),
    hundred=1, thousand=1, mark=2, percent=2, says_one=False,
)  # fmt: skip


def flesch_kincaid_grade(texts: Iterable[str]) -> float:
    """The American school year that an English text asks for; ours asks for 8 at most.

    Syllables are groups of vowels, less a silent e, with a short table of exceptions. ValueError without any word.
    """
    sentences, words, syllables = _count(texts, _english_piece, ENGLISH)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def atesman(texts: Iterable[str]) -> float:
    """Ateşman's number for a Turkish text, from about 100 (very easy) down; ours has 65 at least.

    A Turkish word has as many syllables as vowels. ValueError without any word.
    """
    sentences, words, syllables = _count(texts, _turkish_piece, TURKISH)
    return 198.825 - 40.175 * syllables / words - 2.610 * words / sentences


def sentences_of(text: str) -> list[str]:
    """The sentences of one block, each with at least one word."""
    return [sentence for sentence in SENTENCE_END.split(text) if WORD.search(sentence)]


def _count(texts: Iterable[str], piece_syllables: Callable[[str], int], numerals: Numerals) -> tuple[int, int, int]:
    """Sentences, words and syllables of all texts together."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    if not sentences:
        raise ValueError("there is no word to measure")
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    pieces = [piece for word in words for piece in PIECE.findall(word)]
    syllables = sum(_piece_syllables(piece, piece_syllables, numerals) for piece in pieces)
    return len(sentences), len(words), syllables


def _piece_syllables(piece: str, spoken: Callable[[str], int], numerals: Numerals) -> int:
    if piece == "%":
        return numerals.percent
    if piece[0].isdigit():
        return _number_syllables(piece, numerals)
    return spoken(piece)


def _number_syllables(written: str, numerals: Numerals) -> int:
    """Syllables of a number read aloud: 112 is "one hundred twelve" and "yüz on iki"."""
    whole, *decimals = re.split("[.,]", written)
    syllables = _cardinal(int(whole), numerals)
    if decimals:
        syllables += numerals.mark + sum(numerals.units[int(digit)] for digit in decimals[0])
    return syllables


def _cardinal(number: int, numerals: Numerals) -> int:
    if number < len(numerals.units):
        return numerals.units[number]
    for size, name in ((1000, numerals.thousand), (100, numerals.hundred)):
        if number >= size:
            count, rest = divmod(number, size)
            times = _cardinal(count, numerals) if count > 1 or numerals.says_one else 0
            return times + name + (_cardinal(rest, numerals) if rest else 0)
    ten, unit = divmod(number, 10)
    return numerals.tens[ten] + (numerals.units[unit] if unit else 0)


def _english_piece(piece: str) -> int:
    if piece.isupper():
        return sum(3 if letter == "W" else 1 for letter in piece)
    word = piece.lower()
    if word in ENGLISH_EXCEPTIONS:
        return ENGLISH_EXCEPTIONS[word]
    groups = len(ENGLISH_VOWELS.findall(word)) + len(ENGLISH_APART.findall(word))
    return max(1, groups - len(ENGLISH_SILENT.findall(word)))


def _turkish_piece(piece: str) -> int:
    vowels = sum(letter in TURKISH_VOWELS for letter in piece)
    return len(piece) if piece.isupper() or not vowels else vowels
