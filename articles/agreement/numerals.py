"""Numbers as they are written: in digits, by the convention of a language, and in words."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

MARKS = {"en": (".", ","), "tr": (",", ".")}  # before decimals, between thousands
MANY = {
    "en": {"thousand": 1000, "million": 10**6, "billion": 10**9},
    "tr": {"bin": 1000, "milyon": 10**6, "milyar": 10**9},
}


def _listed(start: int, step: int, words: str) -> dict[str, int]:
    return {word: start + step * place for place, word in enumerate(words.split())}


WORDS: dict[str, dict[str, int]] = {
    "en": _listed(1, 1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    | _listed(16, 1, "sixteen seventeen eighteen nineteen twenty")
    | _listed(30, 10, "thirty forty fifty sixty seventy eighty ninety hundred"),
    "tr": _listed(1, 1, "bir iki üç dört beş altı yedi sekiz dokuz on")
    | _listed(20, 10, "yirmi otuz kırk elli altmış yetmiş seksen doksan yüz"),
}
# Words that hold a number and may stand for it: they answer a figure in the other language, and never ask for one.
ALSO: dict[str, dict[str, float]] = {
    "en": {
        "a": 1,
        "an": 1,
        "once": 1,
        "single": 1,
        "twice": 2,
        "double": 2,
        "both": 2,
        "couple": 2,
        "pair": 2,
        "other": 2,
    }
    | {"fortnight": 2, "dozen": 12, "half": 0.5, "quarter": 0.25}
    | _listed(1, 1, "first second third fourth fifth sixth seventh eighth ninth tenth"),
    "tr": {"tek": 1, "ilk": 1, "çift": 2, "aşırı": 2, "düzine": 12, "yarım": 0.5, "yarısı": 0.5, "çeyrek": 0.25}
    | _listed(1, 1, "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu")
    | _listed(1, 1, "birer ikişer üçer dörder beşer altışar yedişer sekizer dokuzar onar"),
}
# What Turkish puts on a number in words: ikisi, üçte, ondan, beşer.
ENDS = {"en": "", "tr": r"(?:[dt][ae]n?|y?[ıiuüae]|s[ıiuü]|n?[ıiuü]n|l[ıiuü]k|l[ae]r)*"}


def in_digits(written: str, language: str) -> Fraction | None:
    """The number that digits with points and commas are to a reader of `language`; None for 1.2.3.

    Where there is no doubt the other language's marks are read too: "1.5" is one and a half in Turkish as well.
    """
    decimal, group = (re.escape(mark) for mark in MARKS[language])
    plain = written.replace(" ", "")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{decimal}\d+)?", plain):
        plain = re.sub(group, "", plain)
    plain = plain.replace(",", ".")
    return Fraction(plain) if plain.count(".") < 2 else None


def _one_of(language: str, words: Iterable[str]) -> str:
    """A pattern of the words, the longest first, with what the language may put on their end."""
    return rf"({'|'.join(sorted(words, key=len, reverse=True))}){ENDS[language]}(?!\w)"


# Not what looks like a number and is a Turkish "him", "his" or "they".
_WORD = {
    language: re.compile(
        rf"(?<!\w)(?!onun?(?!\w)|onlar){_one_of(language, [*words, *ALSO[language], *MANY[language]])}"
    )
    for language, words in WORDS.items()
}
_MANY = {language: re.compile(f" {_one_of(language, words)}") for language, words in MANY.items()}
_BETWEEN = {"en": re.compile(r"-| (?:and )?"), "tr": re.compile(r" ")}
_HALF = {"en": re.compile(r" and a half(?!\w)"), "tr": re.compile(r" buçuk(?!\w)")}


def half_at(text: str, place: int, language: str) -> int:
    """Where "and a half" ends that begins at `place`, or `place`."""
    match = _HALF[language].match(text, place)
    return match.end() if match else place


def many_at(text: str, place: int, language: str) -> tuple[int, int]:
    """By how much a word such as "million" at `place`, after a space, multiplies; and where it ends."""
    match = _MANY[language].match(text, place)
    return (MANY[language][match[1]], match.end()) if match else (1, place)


def in_words(text: str, language: str) -> Iterator[tuple[int, int, Fraction, bool]]:
    """Every number in words, of a text in small letters: start, end, value, and whether it can only be that number.

    "Half" can, "first" cannot, and nor can Turkish with an end, such as yüzü, "her face".
    """
    place = 0
    while match := _WORD[language].search(text, place):
        start, place, word = match.start(), match.end(), match[1]
        if word in ALSO[language]:
            value = Fraction(ALSO[language][word])
            yield start, place, value, value < 1
            continue
        value, last = _several(text, match, language)
        place = half_at(text, last.end(), language)
        yield start, place, value + Fraction(int(place > last.end()), 2), last[0] == last[1]


def _several(text: str, match: re.Match[str], language: str) -> tuple[Fraction, re.Match[str]]:
    """The value of the number words that make one number, such as twenty-five or iki yüz elli; and the last of them."""
    total, group = 0, 0
    while True:
        value = (WORDS[language] | MANY[language])[match[1]]
        if value >= 1000:
            total, group = total + max(group, 1) * value, 0
        else:
            group = group * 100 if value == 100 and group else group + value
        gap = _BETWEEN[language].match(text, match.end())
        following = _WORD[language].match(text, gap.end()) if gap else None
        if not following or not _goes_on(group, following[1], language):
            return Fraction(total + group), match
        match = following


def _goes_on(group: int, word: str, language: str) -> bool:
    """Whether `word` goes on with the number: two hundred, twenty five; but not two three."""
    value = (WORDS[language] | MANY[language]).get(word, 0)
    if word in ALSO[language] or not value:
        return False
    if value >= 100:
        return bool(group) and (value >= 1000 or group < 10)
    return group == 0 or (group % 100 == 0 and value < 100) or (group % 10 == 0 and value < 10)
