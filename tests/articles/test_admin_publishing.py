"""From the desk to readers and back: preview, publish, take down, restore, and who may."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles import content
from articles.models import Article, Edition, Topic, Version
from articles.publishing import publish
from tests.articles.conftest import page
from tests.articles.test_admin import dump
from tests.making import numbered, small
from tests.reading import Page

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")
STATE = re.compile(r'<span class="state [a-z-]+">([^<]+)</span>')


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_list_says_for_each_language_how_it_stands(desk, small_article):
    english_only = small(key="a", slug={"en": "a"}, title={"en": "A"}, sections=[small()["sections"][0]])
    for text in ("heading", "body"):
        english_only["sections"][0][text].pop("tr")
    content.store(english_only)
    publish(small_article, ["en", "tr"])
    Article.objects.filter(key="small").update(title_tr="Değişti")

    assert STATE.findall(desk.get(LIST).text) == ["not published", "missing", "published", "draft differs"]
    turkish = desk.get(LIST, headers={"accept-language": "tr"}).text
    assert STATE.findall(turkish) == ["yayımlanmadı", "eksik", "yayımlandı", "taslak farklı"]
    assert "Değişti" in turkish and ">Kaslar<" in turkish


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
    assert (preview["X-Robots-Tag"], preview["Cache-Control"]) == ("noindex", "no-store")
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
    assert response.context["form"].initial == {"languages": ["en"]}


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


def test_a_version_that_can_no_longer_be_restored_is_refused_with_the_reason(desk, small_article, save):
    first = small_article.versions.get()
    save(slug_en="elsewhere")
    content.store(numbered(2, slug={"en": "small-article"}, title={"en": "Thief"}))
    before = dump(small_article)
    response = desk.post(page("restore", small_article, first.pk), follow=True)

    assert messages(response) == ["File: Another article has this English address."]
    assert dump(small_article) == before


def test_a_topic_is_named_in_both_languages(desk, small_article):
    topic = Topic.objects.get()
    sent = {"key": "muscles", "name_en": "Muscles and joints", "name_tr": "Kaslar ve eklemler"}
    assert desk.post(reverse("admin:articles_topic_change", args=[topic.pk]), sent).status_code == 302
    topic.refresh_from_db()
    assert (topic.name_en, topic.name_tr) == ("Muscles and joints", "Kaslar ve eklemler")
    assert "Kaslar ve eklemler" in desk.get(reverse("admin:articles_topic_changelist")).text


# --- Who may what -------------------------------------------------------------------------

STEPS = {
    "preview": lambda client, article: client.get(page("preview", article, "en")),
    "versions": lambda client, article: client.get(page("versions", article)),
    "change": lambda client, article: client.get(page("change", article)),
    "save": lambda client, article: client.post(page("change", article), {}),
    "restore": lambda client, article: client.post(page("restore", article, article.versions.get().pk)),
    "publish page": lambda client, article: client.get(page("publish", article)),
    "publish": lambda client, article: client.post(page("publish", article), {"languages": "en", "kind": "wording"}),
    "take down": lambda client, article: client.post(page("take_down", article), {"languages": "en"}),
}
READING = {"preview", "versions", "change"}
RIGHTS = [
    ((), set()),
    (("view_article",), READING),
    (("view_article", "change_article"), READING | {"save", "restore"}),
    (("view_article", "publish_article"), READING | {"publish page", "publish", "take down"}),
    (("view_callrequest", "change_callrequest", "change_topic"), set()),
]


@pytest.mark.parametrize(("rights", "may"), RIGHTS, ids=lambda value: "+".join(sorted(value)) or "none")
def test_each_step_needs_its_right(rights, may, small_article, django_user_model):
    person = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    answered = {name: step(client, small_article).status_code for name, step in STEPS.items()}
    assert {name for name, code in answered.items() if code != 403} == may
    assert {code for name, code in answered.items() if name in may} <= {200, 302}
    assert Edition.objects.exists() == ("publish" in may)


def test_who_may_not_publish_is_offered_no_publishing(small_article, django_user_model):
    person = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for rights, offered in ((["change_article"], False), (["change_article", "publish_article"], True)):
        person.user_permissions.set(Permission.objects.filter(codename__in=rights))
        assert ('name="_publish"' in client.get(page("change", small_article)).text) == offered


def test_somebody_who_is_not_logged_in_is_sent_to_the_login(small_article):
    for step in STEPS.values():
        response = step(Client(), small_article)
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))
    assert not Edition.objects.exists()


def test_what_changes_something_is_not_done_by_a_link(desk, small_article):
    publish(small_article, ["en"])
    steps = [page("take_down", small_article), page("restore", small_article, small_article.versions.get().pk)]
    assert [desk.get(step).status_code for step in steps] == [405, 405]
    assert Edition.objects.current().count() == 1
