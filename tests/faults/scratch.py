"""A database of a script's own, made anew and thrown away: SQLite in a folder, or one in TEST_DATABASE_URL's server."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def database(folder: Path | None = None, **environment: str) -> Iterator[str]:
    """Settings are read, with `environment` in front, and an empty database, brought up to date, is in use.

    Gives the kind of database. SQLite's file lies in `folder` if there is one. Processes started inside share all this.
    """
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))  # so that nothing is left behind
    import tests.environment  # noqa: F401 - secrets; not at the top, where a process started inside would get others

    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]  # is for the browser's tests
    server = os.environ.get("TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as own, _in_server(server) if server else _in_file(folder or Path(own)) as url:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="tests.served_settings", **environment)
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection, connections

        call_command("migrate", verbosity=0)
        try:
            yield connection.vendor
        finally:
            connections.close_all()


@contextmanager
def _in_file(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'site.sqlite3'}"


@contextmanager
def _in_server(server: str) -> Iterator[str]:
    name = f"faults_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def rename_table(table: str, name: str) -> None:
    """Take a table away from the database, or give it back: so long it refuses every request."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")
