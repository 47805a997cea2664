"""Every text sits under the language it is written in, whichever of them is missing (WCAG 2.2, 3.1.2)."""

import re
from contextlib import suppress

import pytest

from articles import content
from articles.fitness import NotFit
from articles.models import Article, CareItem, Cause, Edition, PreventionEntry, Section, Source, Topic
from articles.publishing import publish, unpublish
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
NOTICE = {
    "en": {"Safety advice", "Not translated into English yet; this is the Turkish text."},
    "tr": {"Güvenlik bilgisi", "Henüz Türkçeye çevrilmedi; bu, İngilizce metindir."},
}
SAFETY_ALONE, SAFETY_AND_MORE = CareItem, PreventionEntry  # of the latter, what to do is no matter of safety
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
    expected = set() if model is SAFETY_ALONE and missing == "tr" else {TOLD[missing]}
    if model in (SAFETY_ALONE, SAFETY_AND_MORE) and missing == "tr":  # made from the English, so its text is shown
        expected |= NOTICE[missing]
    assert set(told) == expected


def test_published_lists_mark_their_texts_too(client, article):
    Article.objects.update(slug_tr="kucuk-yazi")
    publish(article, ["en", "tr"])
    Topic.objects.update(name_tr="")
    publish(article, ["tr"])
    for address in ("/tr/", "/tr/makaleler/", "/tr/makaleler/kucuk-yazi/", "/en/", "/en/articles/"):
        assert wrong(client.get(address).content.decode()) == []


PUBLIC = {
    "en": ("/en/", "/en/articles/", "/en/articles/small-article/"),
    "tr": ("/tr/", "/tr/makaleler/", "/tr/makaleler/kucuk-yazi/"),
}
NAMES_OF_LANGUAGES = {("tr", "Türkçe"), ("en", "English"), ("tr", "tr"), ("en", "en")}  # in words, and in the form
CITATIONS = {("en", "Another Board. Something."), ("tr", "İkinci kaynak.")}


def misplaced(client):
    """On every public page: markers under the wrong language, and words of ours under another than the page's."""
    found = []
    for code, addresses in PUBLIC.items():
        for address in addresses:
            response = client.get(address)
            assert response.status_code in (200, 404)
            html = re.sub(r'<input type="hidden"[^>]*>', "", response.content.decode())  # nobody hears or sees these
            found += wrong(html) if MARKER.search(html) else []
            ours = [said for said in Page(html).spoken if not MARKER.search(said[1])]
            found += [said for said in ours if said[0] != code and said not in NAMES_OF_LANGUAGES | CITATIONS]
    return found


def emptied(model, field, target, _time):
    model.objects.update(**{f"{field}_{target}": ""})


def made_stale(model, field, target, time=0):
    source = {"tr": "en", "en": "tr"}[target]
    text = f"QQ{source.upper()} {model.__name__} {field}, changed {time}"
    model.objects.update(**{f"{field}_{source}": text})


@pytest.mark.parametrize("target", ["en", "tr"])
@pytest.mark.parametrize("change", [emptied, made_stale])
@pytest.mark.parametrize(("model", "field"), EVERY_FIELD, ids=lambda part: getattr(part, "__name__", part))
def test_no_text_that_readers_get_is_under_the_wrong_language(client, article, model, field, change, target):
    """However it is published, as wording or as safety, in one language or in both, and where one is taken down."""
    source = {"tr": "en", "en": "tr"}[target]
    Article.objects.update(slug_tr="kucuk-yazi", source_language=source)
    publish(article, ["en", "tr"])
    notes = {"en": "QQEN note", "tr": "QQTR note"}
    for time, (languages, kind) in enumerate([([source], "wording"), ([source], "safety"), (["en", "tr"], "safety")]):
        change(model, field, target, time)
        with suppress(NotFit):  # without its title it is not published, and readers keep what they have
            publish(article, languages, kind=kind, notes=notes)
        assert misplaced(client) == []
    unpublish(article, [source])
    assert misplaced(client) == []


def test_a_stale_title_published_as_safety_is_marked_wherever_it_stands(client, article):
    publish(article, ["en", "tr"])
    made_stale(Article, "title", "tr")
    publish(article, ["en"], kind="safety", notes={"en": "QQEN note"})
    assert Edition.objects.current().get(language="tr").title == "QQEN Article title, changed 0"
    assert misplaced(client) == []
    unpublish(article, ["en"])
    page = Page(client.get("/en/articles/small-article/").content.decode())
    assert ("en", "QQEN Article title, changed 0") in page.spoken


def test_the_measure_itself_finds_a_text_under_the_wrong_language(desk, article):
    CareItem.objects.update(text_tr="")
    html = desk.get(f"/admin/articles/article/{article.pk}/preview/tr/").content.decode()
    unmarked = re.sub(r'(<html lang="tr")|( lang="en")', lambda found: found[1] or "", html)
    assert [text for _lang, text in wrong(unmarked)] == ["QQEN CareItem text"] * 2
