"""Whether both languages say the same figures: on the first article, on honest pairs of sentences, and as laws."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articles import seen
from articles.agreement import Pair, disagreements
from articles.agreement.figures import figures
from tests.articles.sentence_pairs import AGREE, ASKED_IN_VAIN, DISAGREE, UNSEEN
from tests.conftest import FIRST_ARTICLE

NOT_SHOWN = {"search_words", "slug"}


def pairs_of(node: Any, place: str = "") -> Iterator[Pair]:
    """Every text that a dump has in both languages; a list of points is one text."""
    if isinstance(node, dict) and {"en", "tr"} <= node.keys():
        yield Pair(place, {code: "\n".join([text] if isinstance(text, str) else text) for code, text in node.items()})
    elif isinstance(node, dict):
        for name, below in node.items():
            if name not in NOT_SHOWN:
                yield from pairs_of(below, f"{place}.{name}".lstrip("."))
    elif isinstance(node, list):
        for number, below in enumerate(node):
            yield from pairs_of(below, f"{place}[{number}]")


FIRST = list(pairs_of(yaml.safe_load(FIRST_ARTICLE.read_text())))
# Every run of digits in every language of every text, as (place, language, its start, its digits).
NUMBERS = [
    (pair.place, code, match.start(), match[0])
    for pair in FIRST
    for code, text in pair.texts.items()
    for match in re.finditer(r"\d+", text)
]


def pair(english: str, turkish: str) -> Pair:
    return Pair("here", {"en": english, "tr": turkish})


def said(english: str, turkish: str) -> dict[str, list[str]] | None:
    found = disagreements([pair(english, turkish)])
    return found[0].words if found else None


# --- The first article ---


def test_the_first_article_raises_no_false_alarm():
    assert [(found.place, found.words) for found in disagreements(FIRST)] == []


def test_every_number_of_the_first_article_is_among_those_that_are_changed():
    places = {place for place, _code, _start, _digits in NUMBERS}
    assert (len(FIRST), len(NUMBERS), len(places)) == (114, 58, 11)


@pytest.mark.parametrize("change", [lambda digits: str(int(digits) + 1), lambda digits: f"9{digits}"])
@pytest.mark.parametrize(("place", "code", "start", "digits"), NUMBERS)
def test_every_number_of_the_first_article_changed_in_turn_is_caught(place, code, start, digits, change):
    whole = next(pair.texts for pair in FIRST if pair.place == place)
    text = whole[code]
    changed = text[:start] + change(digits) + text[start + len(digits) :]
    found = disagreements([Pair(place, whole | {code: changed})])
    assert [one.place for one in found] == [place]
    assert found[0].words[code] != []


# --- Sentences ---


def test_how_many_sentences_are_compared_and_how_many_of_them_wrongly():
    assert [len(each) for each in (AGREE, DISAGREE, ASKED_IN_VAIN, UNSEEN)] == [117, 40, 6, 5]


@pytest.mark.parametrize(("english", "turkish"), AGREE)
def test_honest_sentences_raise_no_alarm(english, turkish):
    assert said(english, turkish) is None


@pytest.mark.parametrize(("english", "turkish", "only_english", "only_turkish"), DISAGREE)
def test_what_does_not_agree_is_named_in_both_languages(english, turkish, only_english, only_turkish):
    assert said(english, turkish) == {"en": only_english, "tr": only_turkish}


@pytest.mark.parametrize(("english", "turkish"), ASKED_IN_VAIN)
def test_some_sentences_that_agree_are_asked_about_all_the_same(english, turkish):
    assert said(english, turkish) is not None


@pytest.mark.parametrize(("english", "turkish"), UNSEEN)
def test_some_that_do_not_agree_are_not_seen(english, turkish):
    assert said(english, turkish) is None


# --- Links ---


@pytest.mark.parametrize(
    ("english", "turkish", "agree"),
    [
        ("https://www.nhs.uk/conditions/", "https://www.nhs.uk/conditions", True),
        ("https://www.nhs.uk/conditions/", "https://www.nhs.uk/medicines/", False),
        ("https://www.who.int/en/news", "https://www.who.int/tr/news", True),
        ("/en/articles/muscle-spasm/", "/tr/makaleler/kas-spazmi/", True),
        ("tel:+902125550102", "tel:02125550102", True),
        ("tel:112", "tel:182", False),
    ],
)
def test_links_must_lead_to_the_same_places(english, turkish, agree):
    prose = [f'<p><a href="{link}">x</a></p>' for link in (english, turkish)]
    assert said(*prose) == (None if agree else {"en": [english], "tr": [turkish]})
    assert said(prose[0], "<p>x</p>") == {"en": [english], "tr": []}


# --- What is given back ---


def test_what_has_no_like_is_shown_in_its_place():
    found = disagreements([pair("<p>Wait <strong>10</strong> minutes, then 5.</p>", "<p>5 dakika, sonra 15.</p>")])[0]
    assert found.runs("en") == [("same", "Wait "), ("new", "10 minutes"), ("same", ", then 5.")]
    assert found.runs("tr") == [("same", "5 dakika, sonra "), ("new", "15"), ("same", ".")]


def test_the_fingerprint_stays_while_both_texts_stay():
    same, blank, other = (disagreements([pair(english, "2")])[0] for english in ("1 a", " 1  a\n", "3"))
    assert same.fingerprint == blank.fingerprint != other.fingerprint


def test_a_text_that_one_language_lacks_is_not_compared():
    assert disagreements([pair("10 mg", " ")]) == []


# --- Laws ---

NUMBER = st.one_of(st.integers(2, 10**7).map(Fraction), st.decimals(0, 999, places=2).map(Fraction))
UNIT = st.sampled_from(
    [("minutes", "dakika"), ("mg", "mg"), ("hours", "saat"), ("°C", "°C"), ("weeks", "hafta"), ("", "")]
)
AMOUNTS = st.lists(st.tuples(NUMBER, UNIT), min_size=1, max_size=4)


def written(amounts: list[Any], code: str, *, grouped: bool) -> str:
    marks = str.maketrans({",": ".", ".": ","}) if code == "tr" else {}
    texts = []
    for value, units in amounts:
        plain = f"{float(value):{',' if grouped else ''}.2f}"
        number = plain.removesuffix(".00") if value.denominator == 1 else plain
        texts.append(f"{number.translate(marks)} {units[code == 'tr']}".strip())
    return "; ".join(texts)


@given(AMOUNTS, st.booleans(), st.booleans(), st.randoms())
def test_amounts_agree_however_they_are_written_and_in_whatever_order(amounts, one, other, chance):
    shuffled = chance.sample(amounts, len(amounts))
    assert said(written(amounts, "en", grouped=one), written(shuffled, "tr", grouped=other)) is None


@given(AMOUNTS, AMOUNTS)
def test_agreement_does_not_ask_which_language_says_what(here, there):
    one = said(written(here, "en", grouped=True), written(there, "tr", grouped=True))
    other = said(written(there, "en", grouped=True), written(here, "tr", grouped=True))
    assert (one is None) == (other is None)
    if one and other:
        assert [len(one["en"]), len(one["tr"])] == [len(other["tr"]), len(other["en"])]


@given(AMOUNTS, AMOUNTS)
def test_amounts_agree_exactly_when_they_are_the_same_amounts(here, there):
    seconds = {"minutes": 60, "hours": 3600, "weeks": 604800}

    def measured(amounts: list[Any]) -> list[Any]:
        return sorted(
            (value * seconds.get(unit, 1), "time" if unit in seconds else unit) for value, (unit, _) in amounts
        )

    if all(unit for _, (unit, _) in (*here, *there)):
        agree = said(written(here, "en", grouped=False), written(there, "tr", grouped=False)) is None
        assert agree == (measured(here) == measured(there))


@given(st.text(max_size=80), st.sampled_from(["en", "tr"]))
def test_any_text_can_be_read_and_agrees_with_itself(text, code):
    for figure in figures(seen.text(text), code):
        assert figure.words == seen.text(text)[figure.start : figure.end] != ""
