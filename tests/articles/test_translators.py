"""A translator writes the texts of one language, and nothing else, whatever is sent."""

import pytest

from articles import content
from articles.models import Article, Topic
from tests.desk import dump, errors_on, page
from tests.making import numbered
from tests.people import at_desk, member
from tests.posting import add_part, fields_of
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(small_article):
    return at_desk(member("translator", "translators into Turkish"))


def boxes(client, article):
    """The names of the boxes on the article's page, without the numbers of parts and what no editor fills in."""
    fields = fields_of(client.get(page("change", article)).text, "article_form")
    own = {name.split("-")[-1] for name in fields if "__prefix__" not in name and not name.endswith("_FORMS")}
    return own - {"csrfmiddlewaretoken", "seen_version", "id", "article", "initial-position"}


def without(tree, language):
    """A dump with no text of `language` in it."""
    if isinstance(tree, dict):
        return {name: without(below, language) for name, below in tree.items() if name != language}
    return [without(each, language) for each in tree] if isinstance(tree, list) else tree


TRANSLATED = {"title", "slug", "lead", "summary", "search_words", "credited_to"}
OF_PARTS = {"heading", "body", "group", "name", "explanation", "text", "basis_by"}


def test_a_translator_has_boxes_for_one_language_only(translator, small_article):
    assert boxes(translator, small_article) == {f"{name}_tr" for name in TRANSLATED | OF_PARTS}


def test_a_translator_of_both_languages_has_boxes_for_both_and_for_nothing_else(small_article):
    both = at_desk(member("both", "translators into English", "translators into Turkish"))
    named = {f"{name}_{code}" for name in TRANSLATED | OF_PARTS for code in ("en", "tr")}
    assert boxes(both, small_article) == named


def test_the_other_language_stands_beside_the_box_under_its_own_language(translator, small_article):
    read = Page(translator.get(page("change", small_article), headers={"accept-language": "tr"}).text)
    assert [
        text
        for text in ("A lead.", "small", "It runs.", "no breath", "Another Board")
        if ("en", text) not in read.spoken
    ] == []


def test_a_translation_is_saved_as_a_version_of_its_own(translator, small_article):
    before = dump(small_article)
    fields = fields_of(translator.get(page("change", small_article)).text, "article_form")
    changed = fields | {"title_tr": "Yeni", "sections-0-body_tr": "<p>Yeni.</p>", "causes-0-name_tr": "Yeni ter"}
    assert translator.post(page("change", small_article), changed).status_code == 302
    said = dump(small_article)
    assert (said["title"]["tr"], said["sections"][0]["body"]["tr"]) == ("Yeni", "<p>Yeni.</p>")
    assert said["causes"][0]["name"] == {"en": "Sweat", "tr": "Yeni ter"}
    assert without(said, "tr") == without(before, "tr")
    assert small_article.versions.first().saved_by.username == "translator"


FORGED = {
    "title_en": "Forged",
    "slug_en": "forged",
    "key": "forged",
    "source_language": "tr",
    "updated": "2030-01-01",
    "next_review": "2040-01-01",
    "sections-0-heading_en": "Forged",
    "sections-0-anchor": "forged",
    "sections-0-kind": "help",
    "sections-0-position": "99",
    "sections-0-cites": "second",
    "sections-0-DELETE": "on",
    "causes-0-evidence": "may-harm",
    "causes-0-DELETE": "on",
    "care-0-urgency": "routine",
    "sources-0-url": "https://evil.example/",
    "sources-0-is_basis": "",
    "sources-1-citation": "Forged",
}


def test_whatever_is_sent_the_other_language_and_all_that_is_no_text_stay(translator, small_article):
    before = without(dump(small_article), "tr")
    for number, forged in enumerate([*({name: value} for name, value in FORGED.items()), FORGED]):
        fields = fields_of(translator.get(page("change", small_article)).text, "article_form")
        sent = fields | forged | {"title_tr": f"Yeni {number}"}
        assert translator.post(page("change", small_article), sent).status_code == 302
        assert without(dump(small_article), "tr") == before
        assert dump(small_article)["title"]["tr"] == f"Yeni {number}"


def test_a_part_that_is_sent_along_is_not_added_nor_one_of_another_article_changed(translator, small_article):
    other = content.store(numbered(2))
    before = (dump(small_article), dump(other))
    fields = fields_of(translator.get(page("change", small_article)).text, "article_form")
    number = int(fields["causes-TOTAL_FORMS"][0])
    more = {
        f"causes-{number}-{name}": value for name, value in {"key": "new", "name_en": "New", "name_tr": "Yeni"}.items()
    }
    translator.post(page("change", small_article), fields | more | {"causes-TOTAL_FORMS": [str(number + 1)]})
    stolen = {"causes-0-id": other.causes.get().pk, "causes-0-name_tr": "Çalınan"}
    translator.post(page("change", small_article), fields | stolen)
    assert (dump(small_article), dump(other)) == before


def test_an_editor_may_do_all_of_it(small_article):
    """The forged boxes do change the article of somebody who has them."""
    client = at_desk(member("writer", "editors"))
    fields = fields_of(client.get(page("change", small_article)).text, "article_form")
    sent = add_part(fields, "sources", key="new", citation="New.") | {
        "title_en": "Forged",
        "sections-0-cites": "second",
    }
    response = client.post(page("change", small_article), sent)
    assert response.status_code == 302, errors_on(response)
    said = dump(small_article)
    assert (said["title"]["en"], said["sections"][0]["sources"], len(said["sources"])) == ("Forged", ["second"], 3)


def test_a_translator_cannot_restore_delete_or_publish(translator, small_article):
    steps = [("restore", small_article.versions.get().pk), ("delete",), ("publish",), ("take_down",)]
    assert [
        translator.post(page(name, small_article, *more), {"post": "yes"}).status_code for name, *more in steps
    ] == [403] * 4
    assert Article.objects.filter(pk=small_article.pk).exists()


def test_a_topic_is_translated_too_and_keeps_its_key(translator, small_article):
    topic = Topic.objects.get()
    address = f"/admin/articles/topic/{topic.pk}/change/"
    fields = fields_of(translator.get(address).text, "topic_form")
    assert fields.keys() - {"csrfmiddlewaretoken", "_save"} == {"name_tr", "seen"}
    sent = fields | {"key": "forged", "name_en": "Forged", "name_tr": "Adaleler"}
    assert translator.post(address, sent).status_code == 302
    topic.refresh_from_db()
    assert (topic.key, topic.name_en, topic.name_tr) == ("muscles", "Muscles", "Adaleler")
