"""The desk's table of articles: how each stands in every language, and filters that show what they say."""

from datetime import date

import pytest
from django.urls import reverse

from articles import content
from articles.models import Article, Topic
from articles.publishing import publish
from tests.making import numbered
from tests.people import at_desk, member

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")
QUERIES = 12  # at most, however many articles there are


@pytest.fixture
def several(db):
    """Six articles, each in another state."""
    for number in range(6):
        content.store(numbered(number))
    stale, missing, safety, differs, out = (Article.objects.get(key=f"small-{number}") for number in range(5))
    for article in (missing, safety, differs, out):
        publish(article, ["en", "tr"])
    stale.causes.update(name_en="Much sweat")
    missing.causes.update(name_tr="")
    safety.care.filter(key="breath").update(text_en="no breath at all")
    Article.objects.filter(key="small-3").update(title_tr="Başka")
    Article.objects.filter(key="small-4").update(first_published=date(2020, 1, 1), next_review=date(2026, 1, 1))
    publish(out, ["en", "tr"])
    Article.objects.filter(key="small-5").update(source_language="tr", lead_en="")


def shown(client, **asked):
    """The numbers of the articles in the table."""
    rows = client.get(LIST, asked).context["cl"].result_list
    return [int(article.key.removeprefix("small-")) for article in rows]


ASKED = [
    ({}, [0, 1, 2, 3, 4, 5]),
    ({"state": "stale"}, [0, 2]),
    ({"state": "missing"}, [1, 5]),
    ({"state": "missing", "language": "en"}, [5]),
    ({"state": "missing", "language": "tr"}, [1]),
    ({"state": "stale-safety"}, [2]),
    ({"state": "stale-safety", "language": "en"}, []),
    ({"state": "draft-differs"}, [1, 2, 3]),
    ({"state": "draft-differs", "language": "en"}, [2]),
    ({"state": "not-published"}, [0, 5]),
    ({"state": "published"}, [1, 2, 3, 4]),
    ({"review": "overdue"}, [4]),
    ({"review": "overdue", "state": "stale"}, []),
    ({"language": "tr"}, [0, 1, 2, 3, 4, 5]),
    ({"state": "nonsense"}, [0, 1, 2, 3, 4, 5]),
    ({"state": "stale", "language": "xx"}, [0, 2]),
    ({"review": "nonsense"}, [0, 1, 2, 3, 4, 5]),
]


@pytest.mark.parametrize(("asked", "found"), ASKED, ids=lambda value: "+".join(map(str, value)) or "nothing")
def test_a_filter_shows_exactly_those(several, desk, asked, found):
    assert shown(desk, **asked) == found


def test_topics_filter_too(several, desk):
    other = Topic.objects.create(key="other", name_en="Other")
    Article.objects.filter(key="small-1").update(topic=other)
    assert shown(desk, topic__id__exact=str(other.pk)) == [1]


def test_a_table_of_one_language_shows_no_other(several, desk):
    columns = {asked: desk.get(LIST, {"language": asked}).context["cl"].list_display for asked in ("en", "tr", "xx")}
    found = {asked: [name for name in ("english", "turkish") if name in shown] for asked, shown in columns.items()}
    assert found == {"en": ["english"], "tr": ["turkish"], "xx": ["english", "turkish"]}


def test_what_is_overdue_is_marked(several, desk):
    assert desk.get(LIST).text.count('<span class="state overdue">') == 1


@pytest.fixture
def thousand(db):
    """1,000 articles, in one query or two a table, and how they stand."""
    topics = [Topic.objects.create(key=f"topic-{number}", name_en="Topic", name_tr="Konu") for number in range(20)]
    dates = {"first_published": date(2026, 1, 1), "updated": date(2026, 1, 1), "next_review": date(2026, 6, 1)}
    Article.objects.bulk_create(
        Article(
            key=f"article-{number}",
            topic=topics[number % 20],
            title_en=f"Article {number}",
            title_tr=f"Makale {number}" if number % 3 else "",
            slug_en=f"article-{number}",
            **dates,
        )
        for number in range(1000)
    )


@pytest.mark.parametrize("asked", ["", "?state=missing&language=tr", "?review=overdue", "?q=article", "?p=20"])
def test_a_thousand_articles_take_few_queries(thousand, asked, django_assert_max_num_queries):
    client = at_desk(member("editor", "editors", "publishers", "medical reviewers", "call supervisors"))
    with django_assert_max_num_queries(QUERIES):
        assert client.get(LIST + asked).status_code == 200


def test_the_first_page_takes_few_queries_too(thousand, django_assert_max_num_queries):
    client = at_desk(member("editor", "editors", "publishers", "medical reviewers", "call supervisors"))
    with django_assert_max_num_queries(QUERIES):
        page = client.get("/admin/").text
    assert "<b>334</b>" in page
