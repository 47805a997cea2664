"""The two readability figures: computed by hand for short texts, and held for the first article."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from articles.readability import atesman, flesch_kincaid_grade, sentences_of

FIRST_ARTICLE = Path(__file__).parents[2] / "articles" / "content" / "muscle-spasm.yaml"
NOT_PROSE = {"search_words", "slug"}
BLOCK_TAG = re.compile(r"</?(?:p|li|ol|ul|h3)>")


def english_syllables(word: str) -> int:
    """Syllables of one word, worked back from the grade of that word alone."""
    return round((flesch_kincaid_grade([word]) - 0.39 + 15.59) / 11.8)


def turkish_syllables(word: str) -> int:
    return round((198.825 - 2.610 - atesman([word])) / 40.175)


def blocks(node: object, language: str) -> Iterator[str]:
    """Every block of text a reader sees in one language, without tags."""
    if isinstance(node, dict) and language in node:
        texts = node[language] if isinstance(node[language], list) else [node[language]]
        pieces = [re.sub(r"<[^>]+>", "", piece) for text in texts for piece in BLOCK_TAG.split(text)]
        yield from (piece.strip() for piece in pieces if piece.strip())
    elif isinstance(node, dict):
        yield from (block for key, child in node.items() if key not in NOT_PROSE for block in blocks(child, language))
    elif isinstance(node, list):
        yield from (block for child in node for block in blocks(child, language))


def test_the_english_grade_is_the_published_formula():
    # 2 sentences, 6 words, 6 syllables: 0.39 × 3 + 11.8 × 1 − 15.59
    assert flesch_kincaid_grade(["The cat sat. The dog ran."]) == pytest.approx(-2.62)


def test_the_turkish_number_is_the_published_formula():
    # 1 sentence, 2 words, 3 syllables: 198.825 − 40.175 × 1.5 − 2.610 × 2
    assert atesman(["Kas ağrır."]) == pytest.approx(133.3425)


def test_a_block_without_a_full_stop_is_a_sentence():
    assert flesch_kincaid_grade(["The cat sat", "The dog ran"]) == pytest.approx(-2.62)
    assert atesman(["Kas ağrır", "Kas ağrır"]) == pytest.approx(133.3425)


def test_sentences_end_at_a_mark_followed_by_a_space_and_never_inside_a_number():
    assert sentences_of("It fell by 1.2 a night. (So it did.) Why? See below…") == [
        "It fell by 1.2 a night",
        "(So it did",
        "Why",
        "See below",
    ]


def test_a_number_is_one_word_with_the_syllables_read_aloud():
    # "Call one-hundred-twelve now": 3 words, 6 syllables; "yüz on iki yi arayın": 2 words, 8 syllables
    assert flesch_kincaid_grade(["Call 112 now."]) == pytest.approx(9.18)
    assert atesman(["112'yi arayın."]) == pytest.approx(32.905)


def test_english_syllables():
    words = {
        "a": 1, "the": 1, "cause": 1, "muscle": 2, "muscles": 2, "needed": 2, "linked": 1, "called": 1, "causes": 2,
        "makes": 1, "movement": 2, "severely": 3, "serious": 3, "tension": 2, "trying": 2, "potassium": 4,
        "diarrhoea": 4, "self-help": 2, "MS": 2, "WHO": 5, "B6": 2, "0": 2, "10": 1, "13": 2, "24": 3, "60%": 4,
        "1.2": 3, "0.18": 5, "735": 7, "1000": 3,
    }  # fmt: skip
    assert {word: english_syllables(word) for word in words} == words


def test_turkish_syllables():
    words = {
        "kas": 1, "ağrısı": 3, "İlaç": 2, "Işık": 2, "Isırık": 3, "öğün": 2, "hâlâ": 2, "rüzgâr": 2, "saat": 2, "mg": 2,
        "MS": 2, "MHRS'den": 5, "B6": 3, "0": 2, "10": 1, "13": 2, "24": 3, "%60": 4, "1,2": 5, "0,18": 7, "735": 6,
        "1000": 1, "2026": 7,
    }  # fmt: skip
    assert {word: turkish_syllables(word) for word in words} == words


@pytest.mark.parametrize("texts", [[], [""], ["…", " — "]])
@pytest.mark.parametrize("measure", [flesch_kincaid_grade, atesman])
def test_a_text_without_words_is_refused(measure, texts):
    with pytest.raises(ValueError, match="no word"):
        measure(texts)


def test_the_first_article_is_easy_in_both_languages():
    article = yaml.safe_load(FIRST_ARTICLE.read_text(encoding="utf-8"))
    grade = flesch_kincaid_grade(blocks(article, "en"))
    number = atesman(blocks(article, "tr"))
    assert (grade <= 8, number >= 65) == (True, True), f"grade {grade:.1f}, Ateşman {number:.1f}"


def test_a_hard_text_fails_both_targets():
    english = (
        "Exercise-associated muscular contractions are hypothesised to originate from an accumulation of neuromuscular "
        "fatigue, producing an imbalance between excitatory and inhibitory afferent activity at the spinal level."
    )
    turkish = (
        "Egzersizle ilişkilendirilen istemsiz kasılmaların, nöromüsküler yorgunluğun birikmesi sonucunda omurilik "
        "düzeyindeki uyarıcı ve baskılayıcı etkinliklerin dengesizleşmesinden kaynaklandığı düşünülmektedir."
    )
    assert (flesch_kincaid_grade([english]) > 8, atesman([turkish]) < 65) == (True, True)
