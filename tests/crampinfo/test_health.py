from django.db import OperationalError

from crampinfo import health


def test_alive_asks_nothing_of_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"alive\n")


def test_ready_when_the_database_answers(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-store" in response["Cache-Control"]


def test_not_ready_when_it_does_not(client, db, monkeypatch):
    class Gone:
        def cursor(self):
            raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(health, "connection", Gone())
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")
