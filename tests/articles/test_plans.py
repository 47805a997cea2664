"""What readers ask of the database is answered from an index, however large the library: no table is read through.

Asked of the database itself, since a clock on a small library sees no difference.
"""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import a_to_z
from articles.models import Article, Edition
from articles.publishing import publish
from crampinfo import sitemaps
from tests.articles.test_a_to_z import shelve

ADDRESSES = [
    "/en/",
    "/tr/makaleler/",
    "/tr/makaleler/harf/k/",
    "/tr/makaleler/harf/k/baslangic/kd/",
    "/tr/makaleler/kd/",
    "/tr/makaleler/kd.md",
    "/tr/makaleler/kd.json",
    "/tr/besleme/",
    "/sitemap-articles-{page}.xml",
]
# SQLite says SCAN and PostgreSQL Seq Scan; what the recursive question made for itself it may read through.
READ_THROUGH = re.compile(r"\bSCAN (?!letters|beginnings|a_page_before|CONSTANT|\(?subquery)|\bSeq Scan on articles")
SORTED = re.compile(r"USE TEMP B-TREE FOR ORDER BY|\bSort\b")


@pytest.fixture
def _library(db, monkeypatch, draft):
    monkeypatch.setattr(a_to_z, "PAGE", 3)
    monkeypatch.setattr(a_to_z, "SMALL", 3)
    shelve(*(f"K{letter}" for letter in "abcdefgh"), "Zona")
    publish(draft, ["en", "tr"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As autovacuum may at any moment: what is planned for a table never looked at is not what is planned after.
            cursor.execute("ANALYZE articles_edition, articles_article")
            # Else it reads so small a table through, or sorts it, and rightly. Where no index serves, it still does.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")


def plan(sql: str) -> str:
    """How the database would answer, in its own words."""
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def plans(address: str) -> list[str]:
    """The plans of everything that a page asks about articles."""
    address = address.format(
        page=Article.objects.last().pk // sitemaps.ARTICLES_A_PAGE
    )  # PostgreSQL never counts from 1 again
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return [plan(each["sql"]) for each in queries if "articles_" in each["sql"]]


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_readers_page_reads_a_table_through(address):
    found = plans(address)
    assert found
    assert [each for each in found if READ_THROUGH.search(each)] == []


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize("address", ["/en/", *ADDRESSES[1:4], "/tr/besleme/"])
def test_lists_come_out_of_the_index_in_their_order(address):
    asked = [each for each in plans(address) if "edition_" in each and "RECURSIVE" not in each.upper()]
    assert asked
    assert [each for each in asked if SORTED.search(each) and "CTE" not in each and "COMPOUND" not in each] == []


@pytest.mark.usefixtures("_library")
def test_a_question_that_no_index_answers_is_seen():
    with CaptureQueriesContext(connection) as queries:
        list(Edition.objects.order_by("title").values("pk"))
    found = plan(queries[0]["sql"])
    assert SORTED.search(found)
    assert READ_THROUGH.search(found)
