"""Is a text in the wrong language? A question to whoever saves it, never a verdict.

Sentences are read one by one, so that a translation that stops half-way is seen. What is too short to tell, names and
numbers pass. Why this is a rule of our own: docs/decisions/0006-language-guard.md, with its hits and misses.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from articles import seen, turkish
from articles.readability import sentences_of

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FEWEST = 3  # words below which nobody is asked
FEWEST_ALIKE = 4  # small words that two languages do not share by chance

# Words that hold sentences together, less those that both languages have: on, an, at, her, en, in, o, as.
FUNCTION_WORDS = {
    "en": """
        the of and to is are was were with for or not you your yours it its that this these those can may
        might must should could would will be been being have has had by from if when where what which who
        why how do does did but than then there their they them we our my a most many much more very after
        before about into out up over under until while during without between because also some any all no
        only every each same other such less both once twice""",
    "tr": """
        ve bir bu şu ile için veya ya da ki mi mı mu mü de daha çok az olan olarak olur olabilir ise gibi
        kadar sonra önce ne neden nasıl zaman hangi değil değildir var yok varsa ama ancak çünkü hem bile
        bazı bütün tüm kendi göre karşı üzere eğer ayrıca böyle şöyle öyle böylece yalnızca sadece birlikte
        hemen sık hiç fazla diye bunu bunun onu onun onlar siz sizi sizin size biz bizi gerekir gerekmez
        olmaz olmayan edin edilir eder yapın iki üç dört yarım kez kere günde hafta boyunca saat gün""",
}
# Letters and ends of words that the other language has next to never.
FUNCTIONS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
ONLY_TURKISH = re.compile("[ğĞşŞı]")
SIGNS = {
    "en": re.compile(r"\w*w\w*|\w*(?:ing|tion|ness|ful|less|ment|ly|[^aeiouı]ed|th|ght|ck|ough|sh)|th\w*"),
    "tr": re.compile(
        r"\w*[çöü]\w*"
        r"|\w{2,}(?:l[ae]r(?:[ıi]n?|[dt][ae]n?)?|[dt][ıiuü]r|m[ae]k|[ıiuü]yor\w*|[ıiuü]n[ıiuü]z\w*|m[ae]y[ıi]n|m[ae]dan"
        r"|s[ıiuü]nd[ae]n?|l[ıiuü]k|y[ıiuü]n|abilir|ebilir|mal[ıi]\w*|meli\w*|arak|erek|[ıiuü]nca)"
    ),
}
STRONG, WEAK = 2, 1
ENOUGH = 2


@dataclass(frozen=True)
class Question:
    """Why somebody is asked: `words` seem to be in the other language, or are the same in both."""

    kind: Literal["other", "same"]
    words: str


def question(text: str, language: str) -> Question | None:
    """The first sentence of `text`, which is as stored, that seems to be in another language; None if none does."""
    (other,) = (code for code in FUNCTION_WORDS if code != language)
    for sentence in _sentences(text):
        words = WORD.findall(sentence)
        against = _evidence(words, other)
        if len(words) >= FEWEST and against >= ENOUGH and against > 2 * _evidence(words, language):
            return Question("other", sentence)
    return None


def same_in_both(texts: Mapping[str, str]) -> Question | None:
    """Asks if every language has the same text, and it is neither short nor a name."""
    alike = {" ".join(seen.text(text).split()) for text in texts.values()}
    if len(alike) > 1 or len(texts) < 2:
        return None
    small = [word for word in WORD.findall(alike.pop()) if word[0].islower()]
    return Question("same", seen.text(next(iter(texts.values())))) if len(small) >= FEWEST_ALIKE else None


def _sentences(text: str) -> Iterable[str]:
    return (sentence.strip() for line in seen.text(text).split("\n") for sentence in sentences_of(line))


def _evidence(words: list[str], language: str) -> int:
    """How much in `words` is of `language`: function words and letters that only it has count twice, ends once."""
    return sum(
        STRONG if turkish.lower(word, language) in FUNCTIONS[language] else min(_signs(word, language), most)
        for word, most in zip(words, _believed(words), strict=True)
    )


def _believed(words: list[str]) -> list[int]:
    """How much each word's letters may count: a capital begins a name, but a sentence's first word has one anyway."""
    small = [word[0].islower() for word in words]
    first = STRONG if small[:1] == [True] else WEAK if small[1:2] == [True] else 0
    return [first, *(STRONG if each else 0 for each in small[1:])][: len(words)]


def _signs(word: str, language: str) -> int:
    small = turkish.lower(word, language)
    if language == "tr" and ONLY_TURKISH.search(word):
        return STRONG
    return WEAK if SIGNS[language].fullmatch(small) else 0
