import pytest

from articles.documents import digest, plain, reading_minutes, texts, with_dates
from tests.articles.test_composing import composed, en, tr

pytestmark = pytest.mark.django_db


def test_the_digest_moves_with_the_words_and_not_with_the_day():
    document = composed()
    assert digest(document) == digest(document | {"updated": "2030-01-01"})
    assert digest(document) != digest(document | {"lead": en("Another lead.")})
    assert digest(document) != digest(document | {"lead": tr("A lead.")})


def test_texts_come_in_reading_order():
    part = {"a": en("1"), "b": [{"c": tr("2")}, None, 3], "d": {"e": en("3")}}
    assert [text["text"] for text in texts(part)] == ["1", "2", "3"]


def test_reading_time_counts_what_is_read_at_200_words_a_minute():
    def document(words):
        return {"body": en("<p>" + "word " * words + "</p>"), "sources": [en("word " * 1000)], "search_words": []}

    assert [reading_minutes(document(words)) for words in (0, 1, 200, 201, 1000)] == [1, 1, 1, 2, 5]


def test_plain_text_has_no_tags_and_no_entities():
    assert plain("<p>a &amp; b</p><p>c</p>").split() == ["a", "&", "b", "c"]


def test_templates_get_dates():
    document = with_dates(composed(next_review=None))
    assert [str(document[name]) for name in ("first_published", "updated", "next_review")] == [
        "2026-11-20",
        "2026-11-21",
        "None",
    ]
    assert document["based_on"]["updated"].year == 2025
    assert with_dates(composed(based_on=None))["based_on"] is None
