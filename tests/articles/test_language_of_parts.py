"""Every text sits under the language it is written in, whichever of them is missing (WCAG 2.2, 3.1.2)."""

import re

import pytest

from articles import content
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic
from articles.publishing import publish
from tests.making import small
from tests.reading import Page

MARKER = re.compile(r"QQ(EN|TR)")
NOT_SHOWN = ("slug", "search_words")
TRANSLATED = {
    Topic: ["name"],
    Article: ["title", "lead", "summary", "credited_to"],
    Section: ["heading", "body"],
    Cause: ["group", "name", "explanation"],
    PreventionEntry: ["name", "explanation"],
    CareItem: ["text"],
    Source: ["basis_by"],
}
TOLD = {
    "en": "Part of this is not yet in English and is shown in Turkish.",
    "tr": "Bu bölümün bir kısmı henüz Türkçeye çevrilmedi; İngilizce gösteriliyor.",
}
EVERY_FIELD = [(model, field) for model, fields in TRANSLATED.items() for field in fields]


def marked(model, field):
    return {f"{field}_{code}": f"QQ{code.upper()} {model.__name__} {field}" for code in ("en", "tr")}


@pytest.fixture
def article(db):
    """A small article with a marker in every translated field of every row."""
    article = content.store(small())
    for model, fields in TRANSLATED.items():
        for field in fields:
            model.objects.update(**marked(model, field))
    return article


def wrong(html):
    """The markers of a page that do not sit under their own language, as (language, text)."""
    found = [(lang, text) for lang, text in Page(html).spoken if MARKER.search(text)]
    assert found
    return [(lang, text) for lang, text in found if {lang.upper()} != set(MARKER.findall(text))]


def test_every_translated_field_is_covered_here():
    from modeltranslation.translator import translator

    fields = {
        model: translator.get_options_for_model(model).get_field_names() for model in translator.get_registered_models()
    }
    ours = [(model, field) for model in fields for field in fields[model] if not field.endswith(("_en", "_tr"))]
    assert {(model, field) for model, field in ours if field not in NOT_SHOWN} == set(EVERY_FIELD)


@pytest.mark.parametrize(("model", "field"), EVERY_FIELD, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("missing", ["en", "tr"])
def test_a_part_that_is_missing_is_shown_in_the_other_language_and_marked(desk, article, model, field, missing):
    model.objects.update(**{f"{field}_{missing}": ""})
    for language in ("en", "tr"):
        html = desk.get(f"/admin/articles/article/{article.pk}/preview/{language}/").content.decode()
        assert wrong(html) == []
        shown = {code for _lang, text in Page(html).spoken for code in MARKER.findall(text)}
        assert shown == ({language.upper()} if language != missing else {"EN", "TR"})


@pytest.mark.parametrize(("model", "field"), EVERY_FIELD, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("missing", ["en", "tr"])
def test_readers_are_told_of_it_in_their_own_language(desk, article, model, field, missing):
    address = f"/admin/articles/article/{article.pk}/preview/{missing}/"
    untouched = Page(desk.get(address).content.decode()).spoken
    model.objects.update(**{f"{field}_{missing}": ""})
    notes = [said for said in Page(desk.get(address).content.decode()).spoken if said not in untouched]
    told = [text for lang, text in notes if lang == missing and not MARKER.search(text)]
    assert set(told) == {TOLD[missing]}


def test_published_lists_mark_their_texts_too(client, article):
    Article.objects.update(slug_tr="kucuk-yazi")
    publish(article, ["en", "tr"])
    Topic.objects.update(name_tr="")
    publish(article, ["tr"])
    for address in ("/tr/", "/tr/makaleler/", "/tr/makaleler/kucuk-yazi/", "/en/", "/en/articles/"):
        assert wrong(client.get(address).content.decode()) == []


def test_the_measure_itself_finds_a_text_under_the_wrong_language(desk, article):
    CareItem.objects.update(text_tr="")
    html = desk.get(f"/admin/articles/article/{article.pk}/preview/tr/").content.decode()
    unmarked = re.sub(r'(<html lang="tr")|( lang="en")', lambda found: found[1] or "", html)
    assert [text for _lang, text in wrong(unmarked)] == ["QQEN CareItem text"] * 2
