import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles import content
from articles.models import Article, CareItem
from articles.publishing import publish
from tests.making import numbered, small

pytestmark = pytest.mark.django_db


def report(*arguments: str) -> tuple[str, int]:
    """What it prints, and its exit code."""
    out = io.StringIO()
    try:
        call_command("translation_report", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


@pytest.fixture
def two(db: None) -> Article:
    article = content.store(small())
    publish(article, ["en", "tr"])
    content.store(numbered(2, summary={"en": ["One point."]}))
    return article


def test_it_prints_how_every_article_stands_in_every_language(two):
    two.title_en = "Another title"
    two.save()
    assert report() == (
        "article  language  current  stale  missing  safety  readers have\n"
        "small    en             18      0        0       0  an older text\n"
        "small    tr             17      1        0       0  this text\n"
        "small-2  en             18      0        0       0  nothing\n"
        "small-2  tr             17      0        1       0  nothing\n",
        0,
    )


def test_a_stale_safety_text_is_named_and_fails(two):
    CareItem.objects.filter(article=two, key="breath").update(text_en="no breath at all")
    table, code = report("--language", "tr")
    assert code == 1
    assert table.splitlines()[1:] == [
        "small    tr             17      1        0       1  an older text",
        "small-2  tr             17      0        1       0  nothing",
        "",
        "stale safety text: small tr: Care cards › emergency › no breath at all",
    ]
    CareItem.objects.filter(article=two, key="breath").update(text_tr="hiç nefes yok")
    assert report()[1] == 0


def test_a_missing_safety_text_fails_only_where_readers_have_the_language(two):
    CareItem.objects.filter(key="breath", article__key="small-2").update(text_tr="")
    assert report()[1] == 0
    CareItem.objects.filter(key="breath", article=two).update(text_tr="")
    table, code = report()
    assert (code, table.splitlines()[-1]) == (
        1,
        "missing safety text: small tr: Care cards › emergency › no breath",
    )


def test_as_json_it_says_the_same(two):
    CareItem.objects.filter(article=two, key="breath").update(text_en="no breath at all")
    written, code = report("--json", "--language", "tr")
    said = json.loads(written)
    assert code == 1
    assert said["articles"][0] == {
        "article": "small",
        "language": "tr",
        "current": 17,
        "stale": 1,
        "missing": 0,
        "stale_safety": 1,
        "published": True,
        "differs": True,
    }
    assert said["safety"] == [
        {
            "article": "small",
            "language": "tr",
            "place": "care.emergency.breath.text",
            "where": "Care cards › emergency › no breath at all",
            "state": "stale",
        }
    ]


def test_a_site_without_articles_has_a_table_without_rows(db):
    assert report() == ("article  language  current  stale  missing  safety  readers have\n", 0)


def test_a_thousand_articles_need_one_query(two, django_assert_num_queries):
    with django_assert_num_queries(1):
        report()
