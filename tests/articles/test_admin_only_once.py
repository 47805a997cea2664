"""What there may be once only: an error of the form, and free to be exchanged in one save."""

import pytest

from articles import content
from articles.models import Article, Section, Source
from tests.desk import dump, errors_on
from tests.making import numbered
from tests.posting import row_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "tr"])
def test_an_address_that_another_article_has_is_an_error_of_the_form(language, small_article, save):
    content.store(numbered(2))
    before = dump(small_article)
    named = {
        "en": "Another article has this English address.",
        "tr": "Bu Türkçe adres başka bir makalede kullanılıyor.",
    }
    for code in ("en", "tr"):
        taken = {"en": "small-2", "tr": "kucuk-2"}[code]
        found = errors_on(save(headers={"accept-language": language}, **{f"slug_{code}": taken}))
        assert len(found) == 1
        assert code != language or found == [named[language]]
    assert dump(small_article) == before


@pytest.mark.parametrize("language", ["en", "tr"])
def test_an_address_may_be_what_another_article_has_in_the_other_language(language, small_article, save):
    content.store(numbered(2))
    assert save(headers={"accept-language": language}, slug_tr="small-2").status_code == 302
    assert Article.objects.get(key="small").slug_tr == "small-2"


def test_a_second_section_of_a_special_kind_is_refused(small_article, save):
    before = dump(small_article)
    assert errors_on(save(**{"sections-0-kind": "causes"})) == ["Only one section can be of this kind: causes"]
    assert dump(small_article) == before


def test_a_second_basis_is_refused(small_article, save, form):
    fields = form() | {"sources-1-is_basis": ["on"]}
    assert errors_on(save(fields)) == ["An article is based on one source at most."]


def test_two_sections_exchange_their_anchors_and_kinds_in_one_save(small_article, save):
    save(
        **{"sections-0-anchor": "causes", "sections-0-kind": "causes"},
        **{"sections-1-anchor": "what", "sections-1-kind": "text"},
    )
    assert [(row.anchor, row.kind, row.heading_en) for row in Section.objects.all()][:2] == [
        ("causes", "causes", "What"),
        ("what", "text", "Causes"),
    ]


def test_another_source_becomes_the_basis_in_one_save(small_article, save, form):
    fields = form()
    first, second = row_of(fields, "sources", key="basis"), row_of(fields, "sources", key="second")
    dates = ("basis_created", "basis_updated")
    moved = {f"{second}-{name}": fields[f"{first}-{name}"] for name in dates} | {f"{second}-is_basis": ["on"]}
    emptied = {f"{first}-{name}": "" for name in dates} | {f"{first}-key": "second", f"{second}-key": "basis"}
    left = {name: value for name, value in fields.items() if name != f"{first}-is_basis"}

    assert save(left | moved | emptied).status_code == 302
    assert [(row.key, row.is_basis) for row in Source.objects.all()] == [("second", False), ("basis", True)]
    back = {name.replace(second, first): value for name, value in moved.items()}
    fields = {name: value for name, value in form().items() if name != f"{second}-is_basis"}
    assert save(fields | {f"{second}-{name}": "" for name in dates} | back).status_code == 302
    assert [(row.key, row.is_basis) for row in Source.objects.all()] == [("second", True), ("basis", False)]
