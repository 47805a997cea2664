from xml.etree import ElementTree

import pytest

from articles import content, feeds
from articles.models import Article
from articles.publishing import publish, unpublish
from tests.making import numbered, small

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, address="/en/feed/"):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ElementTree.fromstring(response.content)
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href") for part in each}
        for each in feed.iter(f"{ATOM}entry")
    ]


def titles(client, address="/en/feed/"):
    return [entry["title"] for entry in entries(client, address)]


def change(article, lead, kind, **notes):
    Article.objects.filter(pk=article.pk).update(lead_en=lead)
    return publish(article, ["en"], kind=kind, notes=notes)


@pytest.fixture
def article(db):
    made = content.store(small())
    publish(made, ["en", "tr"])
    return made


def test_a_feed_tells_of_new_articles_in_its_language(client, article):
    publish(content.store(numbered(1, title={"tr": "Yalnız"})), ["tr"])
    [entry] = entries(client)
    assert {name: entry[name] for name in ("title", "link", "id", "summary")} == {
        "title": "Small article",
        "link": "http://testserver/en/articles/small-article/",
        "id": "tag:testserver,2026:small/en/1",
        "summary": "A lead.",
    }
    assert titles(client, "/tr/besleme/") == ["Yalnız", "Küçük yazı"]


def test_it_tells_of_changes_of_content_and_safety_and_of_no_wording(client, article):
    change(article, "Another.", "wording")
    change(article, "A third.", "content", en="We say it better.")
    change(article, "A fourth.", "safety", en="Call 112 earlier.")
    told = [(entry["title"], entry["summary"]) for entry in entries(client)]
    assert told == [
        ("Safety: Small article", "Call 112 earlier."),
        ("Changed: Small article", "We say it better."),
        ("Small article", "A fourth."),
    ]


def test_an_entry_keeps_its_name_when_the_article_moves(client, article):
    before = entries(client)[0]["id"]
    Article.objects.update(slug_en="elsewhere")
    publish(article, ["en"])
    [after] = entries(client)
    assert (after["id"], after["link"]) == (before, "http://testserver/en/articles/elsewhere/")


def test_what_cannot_be_read_any_more_is_not_told_of(client, article):
    unpublish(article, ["en"])
    assert entries(client) == []


def test_a_feed_is_bounded_and_takes_two_queries(client, db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    for number in range(5):
        publish(content.store(numbered(number, title={"en": f"Title {number}"})), ["en"])
    with django_assert_num_queries(2):
        assert titles(client) == ["Title 4", "Title 3", "Title 2"]


def test_a_draft_is_not_in_the_feed(client, draft):
    assert entries(client) == []


def test_a_text_that_looks_like_markup_stays_a_text(client, db):
    publish(content.store(small(title={"en": "<b>1 & 2</b>"})), ["en"])
    assert titles(client) == ["<b>1 & 2</b>"]
    assert client.get("/en/feed/").headers["Surrogate-Key"] == "list:en site"


def test_home_and_the_a_to_z_name_the_feed(client, article):
    for address in ("/en/", "/en/articles/"):
        assert 'type="application/atom+xml" title="CrampInfo" href="/en/feed/"' in client.get(address).text
