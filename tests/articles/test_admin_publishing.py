"""From the desk to readers and back: preview, publish, take down, restore, and who may."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles import content
from articles.models import Article, Edition, Topic, Version
from articles.publishing import publish, unpublish
from tests.desk import dump, messages, page
from tests.making import numbered, small
from tests.posting import fields_of
from tests.reading import Page

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")
STATE = re.compile(r'<span class="state [a-z-]+">([^<]+)</span>')


def test_the_list_says_for_each_language_how_it_stands(desk, small_article):
    english_only = small(key="a", slug={"en": "a"}, title={"en": "A"}, sections=[small()["sections"][0]])
    for text in ("heading", "body"):
        english_only["sections"][0][text].pop("tr")
    content.store(english_only)
    publish(small_article, ["en", "tr"])
    Article.objects.filter(key="small").update(title_tr="Değişti")

    english = ["not published", "not published", "3 missing", "published", "draft differs"]
    assert STATE.findall(desk.get(LIST).text) == english
    turkish = desk.get(LIST, headers={"accept-language": "tr"}).text
    assert STATE.findall(turkish) == ["yayımlanmadı", "yayımlanmadı", "3 eksik", "yayımlandı", "taslak farklı"]
    assert [name for name in (">Değişti<", ">Kaslar<") if name not in turkish] == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_the_database_as_often_for_many_articles_as_for_one(
    desk, db, count, django_assert_max_num_queries
):
    for number in range(count):
        publish(content.store(numbered(number)), ["en", "tr"])
    with django_assert_max_num_queries(14):
        assert STATE.findall(desk.get(LIST).text) == ["published"] * 2 * count


def test_a_preview_shows_the_draft_as_a_page_for_readers(desk, small_article):
    publish(small_article, ["en", "tr"])
    Article.objects.update(title_tr="Yeni başlık")
    preview = desk.get(page("preview", small_article, "tr"))
    public = Client().get("/tr/makaleler/kucuk-yazi/")

    assert ("Yeni başlık" in preview.text, "Yeni başlık" in public.text) == (True, False)
    assert preview["Content-Security-Policy"] == public["Content-Security-Policy"]
    assert (preview["X-Robots-Tag"], "no-store" in preview["Cache-Control"]) == ("noindex", True)
    assert preview.text.startswith('<!doctype html><html lang="tr">')
    assert "Taslak önizlemesi" in Page(preview.text).words()
    assert {link.get("href") for link in Page(preview.text).links} >= {page("preview", small_article, "en")}


def test_publishing_names_languages_kind_and_notes(desk, small_article):
    publish(small_article, ["en", "tr"])
    Article.objects.update(lead_en="New lead.", lead_tr="Yeni giriş.")
    sent = {"languages": ["en"], "kind": "content", "note_en": "The lead is new."}
    response = desk.post(page("publish", small_article), sent, follow=True)

    assert messages(response) == ["Published in English: edition 2."]
    current = Edition.objects.current().order_by("language")
    assert [(each.language, each.number, each.kind, each.note) for each in current] == [
        ("en", 2, "content", "The lead is new."),
        ("tr", 1, "first", ""),
    ]
    public = {code: Client().get(edition.get_absolute_url()).text for code, edition in zip("et", current, strict=True)}
    assert ("New lead." in public["e"], "The lead is new." in public["e"], "Yeni giriş." in public["t"]) == (
        (True, True, False)
    )


def test_the_publisher_is_told_what_safety_made_go_out_besides(desk, small_article):
    publish(small_article, ["en", "tr"])
    small_article.care.filter(key="breath").update(text_en="no breath at all")
    sent = {"languages": ["en"], "kind": "wording"}
    refused = desk.post(page("publish", small_article), sent)
    words = "English: A line of a care card, or of what not to do, has changed."
    assert words in refused.text
    response = desk.post(page("publish", small_article), sent | {"note_en": "Mind your breath."}, follow=True)
    assert messages(response) == [
        "Published in English: edition 2.",
        "Issued again in Turkish, for the change of safety: edition 2.",
    ]


def test_publishing_the_same_words_again_publishes_nothing(desk, small_article):
    publish(small_article, ["en", "tr"])
    sent = {"languages": ["en", "tr"], "kind": "wording"}
    response = desk.post(page("publish", small_article), sent, follow=True)

    assert messages(response) == ["Readers already have these words; nothing was published."]
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ({"languages": ["en", "tr"], "kind": "wording"}, "Turkish: The lead is missing."),
        ({"languages": ["en"], "kind": "safety"}, "English: Readers are not told what changed: write a note for them."),
        ({"kind": "wording"}, "Languages: This field is required."),
        ({"languages": ["de"], "kind": "wording"}, "Languages: Select a valid choice."),
        ({"languages": ["en"], "kind": "first"}, "Kind of change: Select a valid choice."),
        ({"languages": ["en"], "kind": "wording", "note_en": "x" * 301}, "Note for readers, in English: Ensure"),
        ({"languages": ["en"], "kind": "wording", "note_tr": "a\x00b"}, "Note for readers, in Turkish: Null char"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_published_is_refused_with_a_list(desk, small_article, sent, refusal):
    publish(small_article, ["en", "tr"])
    Article.objects.update(lead_en="New lead.", lead_tr="")
    response = desk.post(page("publish", small_article), sent)

    assert response.status_code == 422
    refused = re.search(r'<div class="errornote" role="alert">(.*?)</div>', response.text, re.DOTALL)
    assert [line[: len(refusal)] for line in re.findall(r"<li>(.*?)</li>", refused[1])] == [refusal]
    assert Edition.objects.count() == 2


def test_before_publishing_it_is_said_what_keeps_a_language_back(desk, small_article):
    Article.objects.update(slug_tr=None, title_tr="")
    response = desk.get(page("publish", small_article))

    kept_back = ["Turkish: The title is missing.", "Turkish: The address is missing."]
    assert [str(problem) for problem in response.context["keeping_back"]] == kept_back
    assert [line for line in kept_back if line not in response.text] == []
    assert response.context["form"].initial["languages"] == ["en"]


def test_an_article_is_taken_down_in_the_languages_that_are_ticked(desk, small_article):
    publish(small_article, ["en", "tr"])
    nothing = desk.post(page("take_down", small_article), {"languages": ["de"]}, follow=True)
    assert messages(nothing) == ["No language was ticked; nothing was taken down."]
    assert Edition.objects.current().count() == 2

    response = desk.post(page("take_down", small_article), {"languages": ["tr"]}, follow=True)
    assert messages(response) == ["Taken down in 1 language."]
    assert [edition.language for edition in Edition.objects.current()] == ["en"]
    assert Client().get("/tr/makaleler/kucuk-yazi/").status_code == 404


def test_a_version_is_restored_as_the_draft_and_readers_keep_theirs(desk, small_article, save, editor):
    before = dump(small_article)
    first = small_article.versions.get()
    save(title_en="Changed", **{"causes-0-DELETE": "on"})
    publish(small_article, ["en"])
    listed = desk.get(page("versions", small_article)).text
    assert listed.count("Restore as the draft") == 1
    response = desk.post(page("restore", small_article, first.pk), follow=True)

    assert messages(response) == [f"The draft now holds the texts of version {first.pk}."]
    assert dump(small_article) == before
    newest = Version.objects.first()
    assert (newest.saved_by, newest.remark) == (editor, f"restored from version {first.pk}")
    assert Edition.objects.current().get().title == "Changed"


def test_a_version_that_can_no_longer_be_restored_is_refused_with_the_reason(desk, small_article):
    first = small_article.versions.get()
    Article.objects.update(slug_en="elsewhere")
    content.store(numbered(2, slug={"en": "small-article"}, title={"en": "Thief"}))
    before = dump(small_article)
    response = desk.post(page("restore", small_article, first.pk), follow=True)

    assert messages(response) == [
        f"Version {first.pk} cannot be the draft again. Another article has this English address."
    ]
    assert dump(small_article) == before


def test_a_topic_is_named_in_both_languages(desk, small_article):
    topic = Topic.objects.get()
    address = reverse("admin:articles_topic_change", args=[topic.pk])
    sent = fields_of(desk.get(address).text, "topic_form")
    sent |= {"name_en": "Muscles and joints", "name_tr": "Kaslar ve eklemler"}
    assert desk.post(address, sent).status_code == 302
    topic.refresh_from_db()
    assert (topic.name_en, topic.name_tr) == ("Muscles and joints", "Kaslar ve eklemler")
    assert "Kaslar ve eklemler" in desk.get(reverse("admin:articles_topic_changelist")).text


def test_a_language_that_was_taken_down_is_not_ticked_to_come_back(desk, small_article):
    ticked = []
    for step in (lambda: None, lambda: publish(small_article, ["en", "tr"]), lambda: unpublish(small_article, ["tr"])):
        step()
        ticked.append(desk.get(page("publish", small_article)).context["form"].initial["languages"])
    assert ticked == [["en", "tr"], ["en", "tr"], ["en"]]


def test_what_somebody_else_saved_meanwhile_is_not_published_unseen(desk, small_article):
    address = page("publish", small_article)
    seen = desk.get(address).context["form"].initial["seen_version"]
    Article.objects.update(lead_en="Unseen.")
    content.keep_version(small_article)
    response = desk.post(address, {"languages": ["en"], "kind": "wording", "seen_version": seen})
    assert (response.status_code, len(response.context["refusal"])) == (422, 1)
    assert not Edition.objects.exists()
