import json

import pytest

from articles import content
from articles.composing import compose
from articles.models import Article
from tests.making import small

pytestmark = pytest.mark.django_db


def en(text):
    return {"text": text, "lang": "en"}


def tr(text):
    return {"text": text, "lang": "tr"}


def composed(language="en", **changes):
    return compose(content.store(content.check(small(**changes))), language)


def test_a_document_holds_everything_readers_get():
    assert composed("tr") == {
        "key": "small",
        "language": "tr",
        "slug": "kucuk-yazi",
        "title": tr("Küçük yazı"),
        "lead": tr("Bir giriş."),
        "credited_to": tr("Yayın Kurulu"),
        "topic": {"key": "muscles", "name": tr("Kaslar")},
        "first_published": "2026-11-20",
        "updated": "2026-11-21",
        "next_review": "2029-11-20",
        "based_on": {"source": 1, "by": tr("Başka Bir Kurul"), "created": "2021-02-09", "updated": "2025-01-23"},
        "provenance": {"from": "en", "as_of": "2026-11-21"},
        "summary": [tr("Bir nokta."), tr("İki nokta.")],
        "search_words": [tr("ufak")],
        "sections": [
            {
                "anchor": "what",
                "kind": "text",
                "heading": tr("Ne"),
                "body": tr("<p>O <strong>küçük</strong>.</p>"),
                "sources": [1],
            },
            {
                "anchor": "causes",
                "kind": "causes",
                "heading": tr("Nedenler"),
                "body": None,
                "sources": [],
                "groups": [
                    {
                        "name": tr("Sıvılar"),
                        "icon": "drop",
                        "entries": [
                            {
                                "key": "sweat",
                                "name": tr("Ter"),
                                "explanation": tr("Akar."),
                                "evidence": "possible",
                                "sources": [2],
                            }
                        ],
                    }
                ],
            },
            {
                "anchor": "prevention",
                "kind": "prevention",
                "heading": tr("Önleme"),
                "body": None,
                "sources": [],
                "do": [{"key": "drink", "name": tr("İçin"), "explanation": None, "evidence": "", "sources": []}],
                "do_not": [
                    {
                        "key": "quinine",
                        "name": tr("Kinin almayın"),
                        "explanation": None,
                        "evidence": "may-harm",
                        "sources": [],
                    }
                ],
            },
            {
                "anchor": "help",
                "kind": "help",
                "heading": tr("Yardım"),
                "body": None,
                "sources": [],
                "cards": [
                    {"urgency": "emergency", "items": [{"key": "breath", "text": tr("nefes yok"), "sources": []}]},
                    {"urgency": "routine", "items": [{"key": "often", "text": tr("sık sık"), "sources": []}]},
                ],
            },
        ],
        "sources": [
            {
                "number": 1,
                "key": "basis",
                "citation": en("Another Board. Something."),
                "url": "https://example.org/a",
                "year": 2021,
            },
            {"number": 2, "key": "second", "citation": tr("İkinci kaynak."), "url": "", "year": None},
        ],
        "minutes": 1,
    }


def test_a_document_is_plain_json():
    document = composed()
    assert json.loads(json.dumps(document)) == document


def test_a_missing_text_is_the_other_languages_and_says_so():
    document = composed("tr", lead={"en": "A lead."}, summary={"en": ["One point."]})
    assert (document["lead"], document["summary"]) == (en("A lead."), [en("One point.")])


def test_an_english_reader_gets_the_turkish_text_where_that_is_all_there_is():
    document = composed("en", source_language="tr", lead={"tr": "Bir giriş."})
    assert document["lead"] == tr("Bir giriş.")


def test_blank_space_is_no_text():
    article = content.store(small())
    Article.objects.update(lead_tr=" \n\t ")
    assert compose(Article.objects.with_everything().get(pk=article.pk), "tr")["lead"] == en("A lead.")


def test_search_words_stay_in_their_language():
    assert composed("tr", search_words={"en": ["little"]})["search_words"] == []


def test_what_no_language_has_is_left_out():
    article = content.store(small())
    article.causes.update(name_en="", name_tr="")
    article.care.filter(urgency="routine").update(text_en="", text_tr="")
    article.sections.filter(anchor="what").update(heading_en="", heading_tr="")
    sections = compose(Article.objects.with_everything().get(), "en")["sections"]
    assert [section["anchor"] for section in sections] == ["causes", "prevention", "help"]
    assert sections[0]["groups"] == []
    assert [card["urgency"] for card in sections[2]["cards"]] == ["emergency"]


def test_causes_stand_in_groups_as_long_as_they_follow_one_another():
    def cause(key, group):
        return {"key": key, "name": {"en": key}, "group": {"en": group}}

    [_what, causes, *_rest] = composed(causes=[cause("a", "X"), cause("b", "X"), cause("c", "Y"), cause("d", "X")])[
        "sections"
    ]
    grouped = [(group["name"]["text"], [entry["key"] for entry in group["entries"]]) for group in causes["groups"]]
    assert grouped == [("X", ["a", "b"]), ("Y", ["c"]), ("X", ["d"])]


def test_composing_takes_one_query_a_kind_of_row(django_assert_num_queries):
    content.store(small())
    with django_assert_num_queries(6):
        article = Article.objects.with_everything().get()
    with django_assert_num_queries(0):
        compose(article, "en")
        compose(article, "tr")
