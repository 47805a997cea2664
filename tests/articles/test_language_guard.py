"""Who is asked whether a text is in the wrong language: hits and misses, held as figures."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articles import seen
from articles.language_guard import WORD, Question, question, same_in_both
from tests.articles.language_texts import ENGLISH, NEITHER, TURKISH
from tests.articles.sentence_pairs import AGREE, DISAGREE
from tests.conftest import FIRST_ARTICLE

OTHER = {"en": "tr", "tr": "en"}
PAIRS = [pair[:2] for pair in (*AGREE, *DISAGREE)]
WRITTEN = {
    "en": list(dict.fromkeys([*ENGLISH, *(english for english, _turkish in PAIRS)])),
    "tr": list(dict.fromkeys([*TURKISH, *(turkish for _english, turkish in PAIRS)])),
}


def texts_of(node: Any) -> Iterator[tuple[str, str]]:
    """Every text of a dump with its language, search words too; addresses are no texts."""
    if isinstance(node, dict) and {"en", "tr"} <= node.keys():
        for code, text in node.items():
            yield from ((code, line) for line in ([text] if isinstance(text, str) else text))
    elif isinstance(node, dict):
        for name, below in node.items():
            yield from texts_of(below) if name != "slug" else ()
    elif isinstance(node, list):
        for below in node:
            yield from texts_of(below)


FIRST = list(texts_of(yaml.safe_load(FIRST_ARTICLE.read_text())))


def of_length(texts: list[str], fewest: int, most: int = 1000) -> list[str]:
    return [text for text in texts if fewest <= len(WORD.findall(text)) <= most]


def caught(texts: list[str], language: str) -> int:
    """How many of `texts`, which are not in `language`, are asked about in a field of it."""
    return sum(question(text, language) is not None for text in texts)


# --- False alarms: none ---


def test_the_first_article_raises_no_question():
    assert len(FIRST) == 253
    assert [(code, text) for code, text in FIRST if question(text, code)] == []


@pytest.mark.parametrize("code", ["en", "tr"])
def test_no_sentence_in_its_own_language_raises_a_question(code):
    assert [text for text in WRITTEN[code] if question(text, code)] == []


@pytest.mark.parametrize("code", ["en", "tr"])
def test_names_medicines_latin_and_numbers_are_at_home_in_both(code):
    assert len(NEITHER) == 61
    assert [text for text in NEITHER if question(text, code)] == []


# --- Hits: the figures of docs/decisions/0006-language-guard.md ---


@pytest.mark.parametrize(
    ("code", "short", "middle", "long"),
    [("en", (0, 5), (76, 84), (118, 118)), ("tr", (0, 29), (134, 144), (51, 52))],
)
def test_how_many_sentences_in_the_wrong_field_are_seen(code, short, middle, long):
    lengths = [of_length(WRITTEN[code], 0, 2), of_length(WRITTEN[code], 3, 5), of_length(WRITTEN[code], 6)]
    assert [(caught(texts, OTHER[code]), len(texts)) for texts in lengths] == [short, middle, long]


def test_how_many_texts_of_the_first_article_are_seen_in_the_wrong_field():
    for code, figures in {"en": (101, 115), "tr": (105, 109)}.items():
        texts = of_length([seen.text(text) for language, text in FIRST if language == code], 3)
        assert (caught(texts, OTHER[code]), len(texts)) == figures


# --- What is asked ---


def test_the_sentence_that_seems_to_be_in_the_other_language_is_named():
    half = "<p>Rest your leg. Doktorunuza sormadan ilacı bırakmayın.</p><ul><li><p>Drink water.</p></li></ul>"
    assert question(half, "en") == Question("other", "Doktorunuza sormadan ilacı bırakmayın")
    assert question("Bu ilaci doktorunuza sormadan birakmayin.", "en") is not None
    assert question("", "en") is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Rest the leg and stretch it.", True),
        ("<p>Rest the leg and  stretch it.</p>", True),
        ("CrampInfo Editorial Board", False),
        ("Helicobacter pylori", False),
        ("COVID-19, B12, 20%", False),
    ],
)
def test_the_same_text_in_both_languages_is_asked_about_unless_it_is_short_or_a_name(text, asked):
    assert (same_in_both({"en": text, "tr": text + " "}) is not None) == asked


def test_different_texts_and_one_text_alone_are_not_the_same_in_both():
    words = "Rest the leg and stretch it."
    assert same_in_both({"en": words, "tr": "Bacağınızı dinlendirin ve esnetin."}) is None
    assert same_in_both({"en": words}) is None


@given(st.text(max_size=200), st.sampled_from(["en", "tr"]))
def test_any_text_can_be_asked_about(text, code):
    found = question(text, code)
    assert found is None or found.words in " ".join(seen.text(text).split())
