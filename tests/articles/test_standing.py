"""How articles stand in each language, counted once, is what their texts and editions say."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from articles import content, freshness, standing
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Standing, Topic
from articles.publishing import publish, unpublish
from articles.signals import articles_written
from tests.making import numbered, small

pytestmark = pytest.mark.django_db

FRESH = {"current": 18, "stale": 0, "missing": 0, "stale_safety": 0, "published": False, "differs": False}


@pytest.fixture
def article(db):
    return content.store(small())


def stands(language="tr"):
    """What is kept, which is the truth."""
    assert standing.wrong() == []
    kept = Standing.objects.in_language(language).get()
    return {name: getattr(kept, name) for name in standing.NUMBERS}


def test_a_new_article_stands_as_it_was_loaded(article):
    assert (stands("en"), stands("tr")) == (FRESH, FRESH)


def test_the_first_article_has_nothing_stale_and_nothing_missing(published):
    assert [(stands(code)["stale"], stands(code)["missing"], stands(code)["differs"]) for code in ("en", "tr")] == [
        (0, 0, False)
    ] * 2


def test_it_counts_each_state_and_the_safety_texts_among_them(article):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_en="Another lead.", summary_tr="")
    Cause.objects.update(name_en="Much sweat")
    CareItem.objects.filter(key="breath").update(text_en="no breath at all")
    PreventionEntry.objects.update(name_tr="")
    assert stands("tr") == {
        "current": 12,
        "stale": 3,
        "missing": 3,
        "stale_safety": 2,
        "published": True,
        "differs": True,
    }
    assert stands("en") == FRESH | {"published": True, "differs": True}


def saved(article):
    row = Cause.objects.get()
    row.name_en = "Much sweat"
    row.save()


def a_row_taken_away(article):
    CareItem.objects.get(key="often").delete()


def rows_taken_away(article):
    article.causes.all().delete()


def a_row_made(article):
    article.causes.create(key="new", name_en="New")


def rows_made(article):
    Cause.objects.bulk_create([Cause(article=article, key="new", name_en="New")])


def what_no_translation_has(article):
    PreventionEntry.objects.filter(key="drink").update(advice="do-not", name_tr="")


def another_topic(article):
    article.topic = Topic.objects.create(key="joints", name_en="Joints")
    article.save()


WRITERS = {
    "save": saved,
    "delete": a_row_taken_away,
    "queryset delete": rows_taken_away,
    "create": a_row_made,
    "bulk_create": rows_made,
    "update of another column": what_no_translation_has,
    "topic's name": lambda article: Topic.objects.update(name_en="Muscles!"),
    "another topic": another_topic,
    "one kind moved": lambda article: Section.objects.filter(kind="text").update(position=99),
    "language": lambda article: Article.objects.update(source_language="tr"),
    "publish": lambda article: publish(article, ["en"]),
    "unpublish": lambda article: unpublish(article, ["tr"]),
    "load": lambda article: content.store(small(title={"en": "Another title"})),
    "restore": lambda article: content.restore(article.versions.last()),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_writer_keeps_it_true(article, write):
    publish(article, ["en", "tr"])
    content.store(small(lead={"en": "B", "tr": "C"}))
    write(article)
    assert standing.wrong() == []


def test_confirming_keeps_it_true(article):
    Article.objects.update(lead_en="Another lead.")
    assert stands()["stale"] == 1
    freshness.confirm(Article.objects.get(), "lead", "tr")
    assert stands()["stale"] == 0


def test_an_article_that_is_gone_stands_nowhere(article):
    Article.objects.get().versions.all().delete()
    Article.objects.get().delete()
    assert list(Standing.objects.all()) == []


def test_what_was_written_past_our_code_is_found_and_counted_again(article):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET lead_en = 'Another lead.'")
    assert standing.wrong() == ["small tr"]
    said = StringIO()
    call_command("recount_standings", stdout=said)
    assert said.getvalue() == "small tr: counted again\n1 were wrong\n"
    assert stands()["stale"] == 1


def test_lists_of_articles_take_one_query_more(article, django_assert_num_queries):
    for number in range(3):
        content.store(numbered(number))
    Article.objects.filter(key="small-1").update(lead_en="B", lead_tr="")
    Article.objects.filter(key="small-2").update(lead_en="B")
    with django_assert_num_queries(2):
        listed = {article.key: [each.missing for each in article.standings.all()] for article in ours()}
    assert listed == {"small": [0, 0], "small-0": [0, 0], "small-1": [0, 1], "small-2": [0, 0]}
    found = Standing.objects.in_language("tr").select_related("article")
    assert [[each.article.key for each in rows] for rows in (found.stale(), found.missing(), found.stale_safety())] == [
        ["small-2"],
        ["small-1"],
        [],
    ]


def ours():
    return Article.objects.with_standing()


def test_counting_many_takes_no_query_more_for_each(db, django_assert_num_queries):
    for number in range(3):
        publish(content.store(numbered(number)), ["en", "tr"])
    with django_assert_num_queries(8):  # the articles, six tables that belong to them, and one write
        standing.recount()


def test_a_failure_tells_nobody_and_leaves_nothing_waiting(article, monkeypatch):
    with pytest.raises(content.Refused):
        content.store(small(title={"en": "x" * 151}))
    Article.objects.update(lead_en="Another lead.")
    assert stands()["stale"] == 1


@pytest.mark.parametrize(("name", "told"), [("Kaslar", {"small-1"}), ("Kas ve eklem", {"small-1", "small-2"})])
def test_loading_an_article_counts_others_again_only_if_their_topic_is_named_anew(name, told):
    said = numbered(1)
    for each in (said, numbered(2)):
        content.store(each)
    heard = set()

    def listen(articles, **_signal):
        heard.update(Article.objects.filter(pk__in=articles).values_list("key", flat=True))

    articles_written.connect(listen)
    try:
        content.store(said | {"topic": {"key": "muscles", "name": {"en": "Muscles", "tr": name}}})
    finally:
        articles_written.disconnect(listen)
    assert heard == told
