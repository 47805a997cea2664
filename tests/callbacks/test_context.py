import logging
import threading

import pytest
from django.db import OperationalError, transaction
from django.utils.translation import override

from callbacks.context import SECONDS, HeldFacts, call_form, facts
from callbacks.models import HospitalFacts


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Table:
    """Stands where the database is: counts how often it is read, and can refuse."""

    def __init__(self) -> None:
        self.readings, self.refuses = 0, False

    def __call__(self) -> HospitalFacts:
        if self.refuses:
            raise OperationalError("no such host: 0532 123 45 67")
        self.readings += 1
        return HospitalFacts(name=f"reading {self.readings}")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def table():
    return Table()


@pytest.fixture
def held(table, clock):
    return HeldFacts(table, seconds=SECONDS, clock=clock)


def test_the_row_is_read_once_in_half_a_second(held, table, clock):
    names = [held.get().name, held.get().name]
    clock.now += 0.49
    names.append(held.get().name)
    clock.now += 0.02
    names.append(held.get().name)

    assert names == ["reading 1", "reading 1", "reading 1", "reading 2"]
    assert table.readings == 2


def test_a_change_is_seen_at_once(held):
    before = held.get().name
    held.forget()

    assert (before, held.get().name) == ("reading 1", "reading 2")


def test_a_row_read_while_a_change_arrives_is_not_kept(clock):
    readings = []

    def read() -> HospitalFacts:
        readings.append(1)
        if len(readings) == 1:
            held.forget()  # another thread saved just now
        return HospitalFacts(name=f"reading {len(readings)}")

    held = HeldFacts(read, clock=clock)

    assert [held.get().name, held.get().name, held.get().name] == ["reading 1", "reading 2", "reading 2"]


def test_while_the_database_refuses_the_last_row_known_is_shown(held, table, clock, caplog):
    logging.getLogger("callbacks").addHandler(caplog.handler)
    held.get()
    table.refuses = True
    clock.now += 10
    names = [held.get().name]
    held.forget()
    names.append(held.get().name)
    logging.getLogger("callbacks").removeHandler(caplog.handler)

    assert names == ["reading 1", "reading 1"]
    assert set(caplog.messages) == {"The facts of the hospital could not be read: OperationalError"}


def test_while_the_database_refuses_from_the_start_nothing_is_invented(held, table):
    table.refuses = True

    assert (held.get().name, held.get().phone, held.get().for_readers.opening_times) == ("", "", [])
    table.refuses = False
    assert held.get().name == "reading 1"


def test_many_threads_get_the_row_and_never_one_from_before_a_change():
    latest = {"name": 0}
    held = HeldFacts(lambda: HospitalFacts(name=str(latest["name"])))
    wrong: list[tuple[int, str]] = []
    start = threading.Barrier(8)

    def change_and_read(number: int) -> None:
        start.wait()
        for _ in range(200):
            held.get()
        with lock:
            latest["name"] += 1
            held.forget()
            seen = held.get().name
            if seen != str(latest["name"]):
                wrong.append((number, seen))

    lock = threading.Lock()
    threads = [threading.Thread(target=change_and_read, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert held.get().name == "8"


@pytest.mark.django_db
def test_the_sites_facts_are_the_one_row_in_at_most_one_query(django_assert_num_queries):
    HospitalFacts(name="Cedar Hospital", opening_hours="Mo 09:00-18:00").save()
    with django_assert_num_queries(1):
        read = facts()
    with django_assert_num_queries(0):
        again = facts()

    assert (read.name, again.name) == ("Cedar Hospital", "Cedar Hospital")


@pytest.mark.django_db
def test_saving_the_facts_drops_the_held_row():
    HospitalFacts(name="Before").save()
    names = [facts().name]
    HospitalFacts(name="After").save()
    names.append(facts().name)

    assert names == ["Before", "After"]


@pytest.mark.django_db(transaction=True)
def test_a_row_read_inside_the_change_is_read_again_when_it_is_through():
    HospitalFacts(name="Before").save()
    with transaction.atomic():
        HospitalFacts(name="After").save()
        inside = facts()
        HospitalFacts.objects.update(name="After all")  # seen only if the row is read anew
    assert (inside.name, facts().name) == ("After", "After all")


@pytest.mark.django_db
def test_one_held_row_speaks_each_readers_language():
    HospitalFacts(opening_hours="Mo 09:00-18:00").save()
    said = []
    for language in ("en", "tr"):
        with override(language):
            said += [line["days"] for line in facts().for_readers.opening_times]

    assert said == ["Monday", "Pazartesi"]


def test_the_form_is_empty_and_in_the_readers_language():
    with override("tr"):
        form = call_form()

    assert (form.is_bound, form["language"].value()) == (False, "tr")
