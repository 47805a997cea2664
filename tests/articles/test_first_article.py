"""The first article, as its file says it: complete, in both languages, with a source for everything."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from articles.readability import WORD, sentences_of

FIRST_ARTICLE = Path(__file__).parents[2] / "articles" / "content" / "muscle-spasm.yaml"
LANGUAGES = {"en", "tr"}
TRANSLATED = {
    "name", "slug", "title", "lead", "summary", "search_words", "credited_to", "by", "heading", "body", "group",
    "explanation", "text",
}  # fmt: skip

THE_THIRTEEN_CAUSES = {
    "low-vitamin-d": "possible",
    "low-b-vitamins": "not-shown",
    "low-minerals": "possible",
    "diuretics": "well-supported",
    "multiple-sclerosis": "well-supported",
    "heavy-sweating": "possible",
    "too-little-fluid": "possible",
    "vomiting-diarrhoea": "possible",
    "poor-circulation": "well-supported",
    "compressed-nerve": "well-supported",
    "no-warm-up": "possible",
    "too-much-sport": "well-supported",
    "emotional-stress": "not-shown",
}
CAUSES_WE_ADDED = {
    "other-medicines": "possible",
    "other-illnesses": "well-supported",
    "late-pregnancy": "well-supported",
}
THE_FIVE_MEASURES = {
    "drink-enough": ("do", "possible"),
    "calcium-potassium-food": ("do", "not-shown"),
    "compress": ("do", "possible"),
    "massage": ("do", "possible"),
    "warm-up": ("do", "possible"),
}
MEASURES_WE_ADDED = {
    "calf-stretch": ("do", "possible"),
    "cream-burns": ("do-not", "may-harm"),
    "hot-calf": ("do-not", "may-harm"),
    "too-much-water": ("do-not", "may-harm"),
    "prescribed-medicine": ("do-not", "may-harm"),
    "extra-potassium": ("do-not", "may-harm"),
    "high-dose-b6": ("do-not", "may-harm"),
    "quinine": ("do-not", "may-harm"),
    "magnesium-tablets": ("do-not", "not-shown"),
}
CARE = {
    "emergency": [
        "fits-or-breathing", "bladder-or-bowel", "leg-and-breath", "dark-urine", "stiff-jaw", "sudden-loss",
        "cold-limb", "heat",
    ],
    "urgent": ["dirty-wound", "ten-minutes", "one-leg", "fluid-loss", "new-weakness", "mouth-and-hands"],
    "routine": ["sleep-or-often", "new-medicine", "on-walking", "weaker-muscles"],
}  # fmt: skip


@pytest.fixture(scope="module")
def article() -> dict[str, Any]:
    return yaml.safe_load(FIRST_ARTICLE.read_text(encoding="utf-8"))


def walk(node: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every value with its path and its last key."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in items:
        label = child.get("key", key) if isinstance(child, dict) and isinstance(node, list) else key
        yield f"{path}/{label}", str(key), child
        yield from walk(child, f"{path}/{label}")


def translated(article: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {path: value for path, key, value in walk(article) if key in TRANSLATED}


def as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def numbers(text: str) -> Counter[str]:
    return Counter(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text))


def blocks(article: dict[str, Any], language: str) -> list[str]:
    texts = [text for value in translated(article).values() for text in as_list(value[language])]
    pieces = [re.sub(r"<[^>]+>", "", piece) for text in texts for piece in re.split(r"</?(?:p|li|ol|ul|h3)>", text)]
    return [piece.strip() for piece in pieces if piece.strip()]


def test_all_thirteen_causes_stand_with_their_evidence_and_so_do_ours(article):
    found = {cause["key"]: cause["evidence"] for cause in article["causes"]}
    assert found == THE_THIRTEEN_CAUSES | CAUSES_WE_ADDED


def test_all_five_measures_stand_with_their_advice_and_so_do_ours(article):
    found = {entry["key"]: (entry["advice"], entry["evidence"]) for entry in article["prevention"]}
    assert found == THE_FIVE_MEASURES | MEASURES_WE_ADDED


def test_the_care_cards_stand_in_order_of_urgency(article):
    found = [(card["urgency"], [item["key"] for item in card["items"]]) for card in article["care"]]
    assert found == list(CARE.items())


def test_the_sections_stand_in_order_and_leave_the_pages_own_anchors_free(article):
    assert [(section["anchor"], section["kind"]) for section in article["sections"]] == [
        ("what-happens", "text"),
        ("during", "text"),
        ("causes", "causes"),
        ("prevention", "prevention"),
        ("help", "help"),
        ("at-the-doctor", "text"),
        ("living-with-cramps", "text"),
    ]


def test_causes_of_one_group_stand_together(article):
    groups = [(cause["group"]["en"], cause["group"]["tr"]) for cause in article["causes"]]
    assert list(dict.fromkeys(groups)) == [pair for at, pair in enumerate(groups) if at == 0 or groups[at - 1] != pair]
    assert list(dict.fromkeys(groups)) == [
        ("Effort and stress", "Zorlanma ve stres"),
        ("Lack of fluid", "Sıvı eksikliği"),
        ("Illness, medicines, pregnancy", "Hastalık, ilaç, gebelik"),
        ("Minerals and vitamins", "Mineraller ve vitaminler"),
    ]


def test_the_article_says_what_it_is_based_on_and_wears_its_own_dates(article):
    assert {key: article[key] for key in ("first_published", "updated", "next_review", "based_on")} == {
        "first_published": date(2026, 11, 22),
        "updated": date(2026, 11, 22),
        "next_review": date(2029, 11, 22),
        "based_on": {
            "source": "np-istanbul",
            "by": {"en": "the NP Istanbul Hospital Editorial Board", "tr": "NP İstanbul Hastanesi Yayın Kurulu"},
            "created": date(2021, 2, 9),
            "updated": date(2025, 1, 23),
        },
    }
    assert article["credited_to"] == {"en": "CrampInfo Editorial Board", "tr": "CrampInfo Yayın Kurulu"}
    assert article["sources"][0]["key"] == "np-istanbul"


def test_every_text_stands_in_both_languages(article):
    texts = translated(article)
    in_a_language = {path for path, _, value in walk(article) if isinstance(value, dict) and LANGUAGES & value.keys()}
    assert in_a_language == set(texts)
    assert {path for path, value in texts.items() if set(value) != LANGUAGES or not all(value.values())} == set()


def test_no_two_languages_hold_the_same_words(article):
    assert {path for path, value in translated(article).items() if value["en"] == value["tr"]} == set()


def test_the_key_points_are_as_many_in_both_languages(article):
    assert {language: len(points) for language, points in article["summary"].items()} == {"en": 6, "tr": 6}


def test_numbers_agree_between_the_languages(article):
    pairs = [
        (path, english, turkish)
        for path, value in translated(article).items()
        if path != "/search_words"
        for english, turkish in zip(as_list(value["en"]), as_list(value["tr"]), strict=True)
    ]
    assert [pair for pair in pairs if numbers(pair[1]) != numbers(pair[2])] == []


def test_the_comparison_of_numbers_knows_the_comma_and_sees_a_lost_zero():
    assert numbers("1.5 litres, 20 minutes") == numbers("20 dakika, 1,5 litre")
    assert numbers("20 minutes") != numbers("2 dakika")


def test_tags_agree_between_the_languages_and_are_the_allowed_ones(article):
    bodies = [section["body"] for section in article["sections"]]
    tags = [{language: re.findall(r"<[^>]+>", body[language]) for language in body} for body in bodies]
    assert [pair for pair in tags if pair["en"] != pair["tr"]] == []
    assert {tag for pair in tags for tag in pair["en"]} == {"<p>", "</p>", "<ol>", "</ol>", "<li>", "</li>"}


def test_every_source_is_cited_and_every_citation_has_its_source(article):
    lists = [value for path, key, value in walk(article) if key == "sources" and path != "/sources"]
    cited = {key for value in lists for key in value} | {article["based_on"]["source"]}
    assert sorted(cited) == sorted(source["key"] for source in article["sources"])


def test_every_entry_has_a_source(article):
    care = [item for card in article["care"] for item in card["items"]]
    entries = article["sections"] + article["causes"] + article["prevention"] + care
    assert [entry for entry in entries if not entry["sources"]] == []


def test_do_not_lines_say_do_not(article):
    names = [entry["name"] for entry in article["prevention"] if entry["advice"] == "do-not"]
    assert [name["en"] for name in names if not name["en"].startswith("Do not ")] == []
    assert [name["tr"] for name in names if not re.search(r"m[ae]y[ıi]n$", name["tr"])] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_sentences_are_short(article, language):
    lengths = [len(WORD.findall(s)) for block in blocks(article, language) for s in sentences_of(block)]
    assert sum(length <= 20 for length in lengths) / len(lengths) >= 0.95


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_paragraphs_have_three_sentences_at_most(article, language):
    assert [block for block in blocks(article, language) if len(sentences_of(block)) > 3] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_text_is_compact(article, language):
    texts = [text for value in translated(article).values() for text in as_list(value[language])]
    assert sum(map(len, texts)) <= 9500


def test_words_we_do_not_use(article):
    text = " ".join(blocks(article, "en") + blocks(article, "tr")).lower()
    unwanted = ["best", "en iyi", "yaşam konforu", "tropical", "tropikal", "don't", "price", "fiyat"]
    assert [word for word in unwanted if re.search(rf"\b{word}\b", text)] == []
