import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import turkish

DICTIONARY = [
    "Cilt",
    "COVID-19",
    "Çıban",
    "Çölyak",
    "Hıçkırık",
    "Hipertansiyon",
    "Iğdır",
    "Ilık",
    "ısırgan",
    "Isırık",
    "ishal",
    "İshal",
    "Kabız",
    "Kabuk",
    "Kâbus",
    "Öksürük",
    "Sıtma",
    "Şeker",
    "Ur",
    "Ülser",
    "Zona",
]

words = st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîû 0123456789-", max_size=12)


@pytest.mark.parametrize(
    ("written", "small"), [("KAS KRAMPI", "kas krampı"), ("İLAÇ", "ilaç"), ("ISIRGAN İĞNE", "ısırgan iğne")]
)
def test_turkish_capitals_become_their_own_small_letters(written, small):
    assert turkish.lower(written, "tr") == small
    assert turkish.upper(small, "tr") == written


def test_english_capitals_stay_english():
    assert turkish.lower("ICE", "en") == "ice"
    assert turkish.upper("ice", "en") == "ICE"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Kas Krampı", "kas-krampi"),
        ("Göğüs Ağrısı", "gogus-agrisi"),
        ("Isırık", "isirik"),
        ("İlaç ışık ağrısı", "ilac-isik-agrisi"),
        ("Alzheimer’ın evreleri", "alzheimerin-evreleri"),
    ],
)
def test_a_slug_keeps_every_letter_of_a_turkish_title(title, slug):
    assert turkish.slug(title) == slug


def test_words_sort_as_in_a_turkish_dictionary():
    shuffled = random.Random(1).sample(DICTIONARY, len(DICTIONARY))
    assert sorted(shuffled, key=lambda word: turkish.sort_key(word, "tr")) == DICTIONARY


def test_python_alone_sorts_them_wrongly():
    assert sorted(DICTIONARY) != DICTIONARY


def test_english_words_sort_without_regard_to_accents_or_capitals_first():
    titles = ["Zoster", "naïve", "nail", "Äpfel", "apple", "Apple", "10 facts"]
    wanted = ["10 facts", "Äpfel", "apple", "Apple", "nail", "naïve", "Zoster"]
    assert sorted(titles, key=lambda word: turkish.sort_key(word, "en")) == wanted


@pytest.mark.parametrize(
    ("word", "letter"), [("ishal", "İ"), ("ısırgan", "I"), ("şeker", "Ş"), ("Âdet", "A"), ("10 soru", "#"), ("", "#")]
)
def test_a_word_stands_under_its_turkish_letter(word, letter):
    assert turkish.letter(word, "tr") == letter


def test_an_english_word_with_an_accent_stands_under_the_bare_letter():
    assert turkish.letter("École", "en") == "E"
    assert turkish.letter("ishal", "en") == "I"


@given(words)
def test_lower_case_is_reached_once_and_for_all(word):
    assert turkish.lower(turkish.lower(word, "tr"), "tr") == turkish.lower(word, "tr")


@given(words, words)
def test_sorting_knows_a_word_that_begins_with_another_comes_after_it(word, rest):
    if rest.strip() and word.strip():
        assert turkish.sort_key(word, "tr") < turkish.sort_key(word + "a" + rest, "tr")


@given(st.text(max_size=30), st.sampled_from(["tr", "en"]))
def test_any_text_has_a_sort_key_of_digits_and_a_letter(text, language):
    assert turkish.sort_key(text, language).isdigit()
    alphabet = [turkish.upper(letter, language) for letter in turkish.ALPHABETS[language]]
    assert turkish.letter(text, language) in [*alphabet, "#"]


@given(st.text(max_size=30), st.sampled_from(["tr", "en"]))
def test_a_sort_key_tells_under_which_letter_its_text_stands(text, language):
    first, second = turkish.letters_of(turkish.sort_key(text, language), language)
    assert first == turkish.letter(text, language)
    begins = unicodedata.normalize("NFC", text.strip())[1:2]
    following = turkish.letter(begins, language) if begins.strip() else "#"
    assert second == ("" if following == "#" else turkish.lower(following, language))


@given(st.text(max_size=40))
def test_a_slug_is_plain_whatever_the_title(text):
    assert set(turkish.slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
