"""The article's form on the desk: what is typed is what is stored, and every save is a version."""

from datetime import date

import pytest
from django.urls import reverse

from articles import content
from articles.models import Article, Topic, Version
from tests.desk import dump, errors_on, page
from tests.making import small
from tests.posting import add_part, fields_of, row_of

pytestmark = pytest.mark.django_db


def test_a_save_that_changes_nothing_keeps_no_version(small_article, save):
    Article.objects.update(lead_en="Two\nlines.")
    content.keep_version(small_article)
    before, versions = dump(small_article), Version.objects.count()

    assert save().status_code == 302
    assert dump(small_article) == before
    assert Version.objects.count() == versions


def test_a_sentence_is_changed_in_both_languages(small_article, save, editor):
    expected = dump(small_article)
    expected["lead"] = {"en": "Another lead.", "tr": "Başka bir giriş."}
    expected["sections"][0]["body"] = {"en": "<p>It is <em>large</em>.</p>", "tr": "<p>O <em>büyük</em>.</p>"}
    save(
        lead_en="Another lead.",
        lead_tr="Başka bir giriş.",
        **{"sections-0-body_en": "<p>It is <em>large</em>.</p>", "sections-0-body_tr": "<p>O <em>büyük</em>.</p>"},
    )

    assert dump(small_article) == expected
    newest = small_article.versions.first()
    assert (newest.dump, newest.saved_by) == (expected, editor)


def test_a_source_is_added_and_cited_in_one_save(small_article, save, form):
    fields = add_part(form(), "sources", key="third", citation="A third one.", position="30")
    fields = add_part(
        fields, "causes", key="cold", name_en="Cold", name_tr="Soğuk", cites="third, basis", position="20"
    )
    expected = dump(small_article)
    expected["sources"].append({"key": "third", "citation": "A third one.", "language": "en"})
    expected["causes"].append({"key": "cold", "name": {"en": "Cold", "tr": "Soğuk"}, "sources": ["third", "basis"]})

    assert save(fields).status_code == 302
    assert dump(small_article) == expected


def test_parts_are_ordered_by_number(small_article, save, form):
    fields = form()
    row = row_of(fields, "prevention", key="quinine")
    save(fields, **{f"{row}-position": "5"})
    assert [entry["key"] for entry in dump(small_article)["prevention"]] == ["quinine", "drink"]


def test_care_lines_are_listed_card_by_card_the_most_urgent_first(small_article, form):
    fields = form()
    assert [fields[f"care-{number}-urgency"] for number in (0, 1)] == [["emergency"], ["routine"]]


def test_an_unknown_source_is_refused_and_nothing_is_stored(small_article, save):
    before = dump(small_article)
    response = save(lead_en="Lost.", **{"causes-0-cites": "second, nobody"})

    assert errors_on(response) == ["Not among the sources of this article: nobody"]
    assert (dump(small_article), Version.objects.count()) == (before, 1)


def test_a_source_that_is_cited_is_not_removed(small_article, save, form):
    fields = form()
    row = row_of(fields, "sources", key="second")

    assert errors_on(save(fields, **{f"{row}-DELETE": "on"})) == ["Not among the sources of this article: second"]
    assert save(fields, **{f"{row}-DELETE": "on", "causes-0-cites": ""}).status_code == 302
    assert [source["key"] for source in dump(small_article)["sources"]] == ["basis"]


def test_an_article_is_made_from_nothing_at_the_desk(desk, editor):
    topic = Topic.objects.create(key="muscles")
    address = reverse("admin:articles_article_add")
    fields = fields_of(desk.get(address).text, "article_form")
    fields |= {"key": "new", "topic": [str(topic.pk)], "title_en": "New", "slug_en": "new", "lead_en": "A lead."}
    fields = add_part(fields, "sections", anchor="what", heading_en="What", body_en="<p>This.</p>", cites="one")
    fields = add_part(fields, "sources", key="one", citation="One.")
    today = fields["first_published"][0]
    response = desk.post(address, fields | {"_publish": "1"})

    article = Article.objects.get()
    assert response.url == page("publish", article)
    assert dump(article) == {
        "key": "new",
        "source_language": "en",
        "topic": {"key": "muscles"},
        "slug": {"en": "new"},
        "title": {"en": "New"},
        "lead": {"en": "A lead."},
        "first_published": date.fromisoformat(today).isoformat(),
        "updated": today,
        "sections": [
            {
                "anchor": "what",
                "kind": "text",
                "heading": {"en": "What"},
                "body": {"en": "<p>This.</p>"},
                "sources": ["one"],
            }
        ],
        "sources": [{"key": "one", "citation": "One.", "language": "en"}],
    }
    assert article.versions.get().saved_by == editor
    assert (article.slug_tr, small()["key"]) == (None, "small")


@pytest.mark.parametrize(("button", "leads_to"), [("_preview_tr", ("preview", "tr")), ("_publish", ("publish",))])
def test_a_save_leads_on_to_where_its_button_says(small_article, save, button, leads_to):
    assert save(**{button: "1"}).url == page(leads_to[0], small_article, *leads_to[1:])
    assert save().url == reverse("admin:articles_article_changelist")
