"""A marked person is sent down every path; afterwards the mark is looked for wherever it must not be."""

import logging

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from callbacks import outbox, spool
from callbacks.models import CallRequest
from callbacks.rates import parse
from tests.callbacks.refusing import refusing_database

NAME, TOPIC = "Zümrüdüanka", "Phoenixcramp"
#: The number in every form it could have been written down in.
NUMBERS = ["5329876543", "532 987 65 43", "532) 987", "987 65 43"]
MARKS = [NAME, TOPIC, *NUMBERS]


@pytest.fixture
def log(caplog):
    """Everything that is logged, the SQL of every query included."""
    names = ["", "callbacks", "django", "django.request", "django.db.backends"]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).addHandler(caplog.handler)
        logging.getLogger(name).setLevel(logging.DEBUG)
    connection.force_debug_cursor = True
    yield caplog
    connection.force_debug_cursor = False
    for name, level in levels.items():
        logging.getLogger(name).removeHandler(caplog.handler)
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def walk(answers, chief, settings, tmp_path, time_machine):
    """Send the marked person down every path; returns the addresses that were answered with."""
    time_machine.move_to("2026-11-22 12:20Z")  # limits begin anew at the full hour
    person = {**answers, "name": NAME, "phone": "0532 987 65 43", "about": TOPIC, "share_topic": "on"}
    form = reverse("callbacks:call")

    def everywhere() -> list[str]:
        visitor, desk = Client(), Client()
        desk.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
        responses = [
            visitor.post(form, person),
            visitor.post(form, {**person, "window": "midnight"}),
            visitor.post(form, {**person, "phone": "0532 987 65 4"}),
            visitor.post(form, {**person, "website": "http://spam.example"}),
            visitor.post(form, person, headers={"sec-fetch-site": "cross-site"}),
        ]
        for limits in ("address_soft=1/h", "address_hard=1/h"):
            settings.CALL_LIMITS = parse(limits)
            responses.append(visitor.post(form, person))
        with refusing_database():
            responses.append(visitor.post(form, person))
            settings.SPOOL_FILE, usable = tmp_path, settings.SPOOL_FILE
            responses.append(visitor.post(form, person))
            settings.SPOOL_FILE = usable
        outbox.deliver_due(timezone.now(), worker="worker")
        visitor.get(responses[0].url)
        call = CallRequest.objects.filter(state="new").get()
        desk.get(reverse("admin:callbacks_callrequest_changelist"))
        desk.get(reverse("admin:callbacks_callrequest_change", args=[call.pk]))
        steps = reverse("admin:callbacks_callrequest_step", args=[call.pk])
        responses += [desk.post(steps, {"step": step}) for step in ("claim", "close")]
        answered = [303, 422, 422, 303, 403, 200, 429, 303, 503, 302, 302]
        assert [response.status_code for response in responses] == answered
        return [response.url for response in responses if response.has_header("Location")]

    return everywhere


def bytes_of_the_database(folder) -> bytes:
    """Everything that is stored, as it lies on disk (SQLite) or row by row (elsewhere)."""
    if connection.vendor == "sqlite":
        with type(connection.connection)(folder / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
        return (folder / "copy.sqlite3").read_bytes()
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows).encode()


def found_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


@pytest.mark.django_db(transaction=True)
def test_a_persons_name_number_and_topic_are_in_no_log_no_address_and_no_byte_of_the_database(walk, log, tmp_path):
    addresses = walk()
    reference = CallRequest.objects.filter(state="closed").get().reference
    [sent] = mail.outbox
    places = {
        "database": bytes_of_the_database(tmp_path).decode("utf-8", "replace"),
        "spool": spool.path().read_text(),
        "mail": sent.message().as_string(),
        "log": log.text,
        "addresses": " ".join(addresses),
    }

    assert {place: found_in(text) for place, text in places.items()} == {place: [] for place in places}
    # The same search does find what is stored, sent and logged openly.
    assert [reference in places[place] for place in ("database", "mail")] == [True, True]
    assert len(spool.lines_of(spool.path())) == 1
    assert [words in log.text for words in ("INSERT INTO", "could not be stored", "spooled either")] == [True] * 3


@pytest.mark.django_db(transaction=True)
def test_the_search_finds_a_name_that_is_written_down_openly(walk, log, tmp_path):
    logging.getLogger("callbacks").info("somebody called %s", NAME)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE careless (name varchar(50))")
        cursor.execute("INSERT INTO careless VALUES (%s)", [NAME])
    stored = bytes_of_the_database(tmp_path).decode("utf-8", "replace")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE careless")

    assert [found_in(stored), found_in(log.text)] == [[NAME], [NAME]]
