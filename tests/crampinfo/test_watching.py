"""What another process wrote to the change log, and what it takes to be sure of having read all of it."""

import random
import threading

import pytest
from django.db import connection, transaction

from articles.models import Change
from callbacks.context import facts
from callbacks.models import HospitalFacts
from crampinfo import watching
from crampinfo.watching import Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def watch():
    Change.objects.write("long ago")
    begun = Watch()
    begun.read()
    return begun


def test_the_first_reading_says_that_everything_may_have_changed():
    Change.objects.write("long ago")
    watch = Watch()
    assert not watch.has_begun
    assert (watch.read(), watch.has_begun, watch.read()) == ({"site"}, True, set())


def test_every_change_is_told_once(watch):
    Change.objects.write("article:a", "home:en")
    Change.objects.write("article:a")
    assert [watch.read(), watch.read()] == [{"article:a", "home:en"}, set()]


@pytest.mark.parametrize("seed", range(20))
def test_changes_that_become_visible_out_of_order_are_all_told(watch, seed):
    """As on PostgreSQL, where a number is given out before the transaction commits."""
    chance = random.Random(seed)
    first = watch._newest + 1
    numbers = list(range(first, first + 40))
    written, told = chance.sample(numbers, 40), []
    while written:
        batch, written = written[: (some := chance.randint(0, 6))], written[some:]
        Change.objects.bulk_create(Change(pk=number, key=f"key {number}") for number in batch)
        told += sorted(watch.read())
    assert sorted(told) == sorted(f"key {number}" for number in numbers)


def test_one_that_was_late_when_the_process_began_is_told_too():
    Change.objects.bulk_create(Change(pk=number, key="early") for number in (7, 9))
    watch = Watch()
    watch.read()
    Change.objects.create(pk=8, key="late")
    assert watch.read() == {"late"}


def test_numbers_that_never_come_are_given_up(watch, monkeypatch):
    monkeypatch.setattr(watching, "LATE_READINGS", 3)
    Change.objects.create(pk=watch._newest + 1000, key="far")
    watch.read()
    assert 0 < len(watch._late) <= watching.LATE_ONES
    for _time in range(3):
        watch.read()
    assert watch._late == {}


def test_the_log_may_be_pruned_under_it(watch):
    Change.objects.all().delete()
    assert watch.read() == set()
    Change.objects.write("new")
    assert watch.read() == {"new"}


def test_who_has_not_read_for_too_long_begins_anew(monkeypatch):
    now = 0.0
    watch = Watch(clock=lambda: now)
    watch.read()
    Change.objects.write("article:a")
    now = watching.TOO_LONG + 1
    assert [watch.read(), watch.read()] == [{"site"}, set()]


def rename_table(old, new):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")


@pytest.mark.django_db(transaction=True)
def test_a_failing_log_is_said_once_and_read_on_when_it_is_back(caplog):
    watch = Watch()
    watch.read()
    Change.objects.write("article:a")
    caplog.set_level("INFO")
    rename_table("articles_change", "away")
    try:
        assert [watch.read() for _time in range(3)] == [set(), set(), set()]
    finally:
        rename_table("away", "articles_change")
    assert watch.read() == {"article:a"}
    failing, again = [record.getMessage() for record in caplog.records]
    assert failing.startswith("The change log cannot be read, pages stay as they are: ")
    assert again == "The change log can be read again"


def test_facts_of_before_the_change_are_forgotten_before_it_is_told(watch):
    HospitalFacts(name="Old").save()
    watch.read()
    assert facts().name == "Old"
    HospitalFacts.objects.filter(pk=1).update(name="New")  # as another process would have it
    Change.objects.write("site")
    assert facts().name == "Old"
    watch.read()
    assert facts().name == "New"


@pytest.mark.django_db(transaction=True)
def test_it_reads_in_a_thread_of_its_own_and_tells_what_it_found(monkeypatch):
    monkeypatch.setattr(watching, "SECONDS", 0.01)
    heard, told = threading.Event(), []

    def tell(keys):
        told.extend(keys)
        heard.set()

    watch = Watch()
    watch.begin(tell)
    watch.begin(tell)  # a second time is no second thread
    assert [each.name for each in threading.enumerate()].count("change log") == 1
    assert heard.wait(10)
    heard.clear()
    Change.objects.write("article:a")
    assert heard.wait(10)
    assert told == ["site", "article:a"]
    watch.end()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_long_transaction_that_commits_after_a_later_one_is_told(watch):
    written, commit = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            Change.objects.write("slow")
            written.set()
            commit.wait(20)
        connection.close()

    writer = threading.Thread(target=slowly)
    writer.start()
    assert written.wait(20)
    Change.objects.write("quick")
    assert watch.read() == {"quick"}
    commit.set()
    writer.join()
    assert watch.read() == {"slow"}
