"""A marked person is sent down every path; afterwards the mark is looked for wherever it must not be."""

import logging
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from callbacks.models import CallRequest

NAME, TOPIC = "Zümrüdüanka", "Phoenixcramp"
#: The number in every form it could have been written down in.
NUMBERS = ["5329876543", "532 987 65 43", "532) 987", "987 65 43"]
MARKS = [NAME, TOPIC, *NUMBERS]


@contextmanager
def refusing_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError(f"cannot run {sql} with {params}")

    with connection.execute_wrapper(refuse):
        yield


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
def walk(answers, chief):
    """Send the marked person down every path; returns the addresses that were answered with."""
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
        with refusing_database():
            responses.append(visitor.post(form, person))
        visitor.get(responses[0].url)
        call = CallRequest.objects.filter(state="new").get()
        desk.get(reverse("admin:callbacks_callrequest_changelist"))
        desk.get(reverse("admin:callbacks_callrequest_change", args=[call.pk]))
        chosen = {"action": "mark_handled", "_selected_action": [call.pk]}
        responses.append(desk.post(reverse("admin:callbacks_callrequest_changelist"), chosen))
        assert [response.status_code for response in responses] == [303, 422, 422, 303, 403, 503, 302]
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
    stored = bytes_of_the_database(tmp_path).decode("utf-8", "replace")
    reference = CallRequest.objects.filter(state="handled").get().reference

    assert [found_in(place) for place in (stored, log.text, " ".join(addresses))] == [[], [], []]
    # The same search does find what is stored and logged openly.
    assert [reference in stored, "INSERT INTO" in log.text, "could not be stored" in log.text] == [True, True, True]


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
