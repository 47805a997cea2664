"""What every test may rely on: plain static files, a database in a file, no network, and the first article."""

import os
import socket
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered
from django.utils.translation import override
from hypothesis import settings as hypothesis_settings

from articles import content
from articles.models import Article
from articles.publishing import publish
from callbacks.context import forget_facts

# No clock is asserted in a test. While working a quarter of the examples will do; where CI is set, all of them.
examples = 100 if os.environ.get("CI") else 25
hypothesis_settings.register_profile("house", deadline=None, max_examples=examples)
hypothesis_settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
FIRST_ARTICLE = ROOT / "articles" / "content" / "muscle-spasm.yaml"

# Hashed names need a collectstatic that the tests do not make; the live server would answer 404 for each.
django_settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django_settings.STATIC_ROOT = None
django_settings.WHITENOISE_USE_FINDERS = django_settings.WHITENOISE_AUTOREFRESH = True
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: Any, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file: several threads and processes meet in it as they do in real life."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL removes no database that somebody is in, so the last one out waits, and says who stays."""
    yield
    with django_db_blocker.unblock():
        until = time.monotonic() + 30
        while (others := _others_in_the_database()) and time.monotonic() < until:
            time.sleep(0.2)
    assert others == []


def _others_in_the_database() -> list[tuple]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT backend_type, state, query FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def _pages_tell_what_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """`response.context` of readers' pages, which Django's test client only hears of from its own templates."""
    render = Template.render

    def told(template: Template, context: Any = None, request: Any = None) -> Any:
        template_rendered.send(sender=template, template=template, context=context)
        return render(template, context, request)

    monkeypatch.setattr(Template, "render", told)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a test may reach beyond this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {address}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """No language and no facts of one test reach the next."""
    forget_facts()
    with override("en"):
        yield
    forget_facts()


@pytest.fixture(scope="session")
def _first_file() -> content.Dump:
    return content.read(FIRST_ARTICLE.read_bytes())


@pytest.fixture
def first_dump(_first_file: content.Dump) -> content.Dump:
    """The first article's file, as data."""
    return deepcopy(_first_file)


@pytest.fixture
def draft(db: None, first_dump: content.Dump) -> Article:
    """The first article in its rows, not published."""
    return content.store(first_dump)


@pytest.fixture
def published(draft: Article) -> Article:
    """The first article, published in both languages."""
    publish(draft, ["en", "tr"])
    return draft


@pytest.fixture(scope="module")
def published_for_all(django_db_setup: None, django_db_blocker: Any, _first_file: content.Dump) -> Iterator[int]:
    """The first article, published once around all tests of a module, each of which still undoes its own changes.

    A module that asks for it gives its tests a `published` of its own, and none of them an article of the same key.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with override("en"):
            article = content.store(deepcopy(_first_file))
            publish(article, ["en", "tr"])
        yield article.pk
        transaction.set_rollback(True)


@pytest.fixture
def editor(db: None, django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("editor", password="a password for tests")


@pytest.fixture
def desk(client: Any, editor: Any) -> Any:
    """A client that is logged in to the admin."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client
