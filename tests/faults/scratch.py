"""A database of a script's own, made anew and thrown away: SQLite in a folder, or one in TEST_DATABASE_URL's server."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

QUICK = os.environ.get("QUICK") == "1"


def count(full: int) -> int:
    """How often to do something: `full` times, or a tenth of it with QUICK=1."""
    return max(full // 10, 1) if QUICK else full


@contextmanager
def database() -> Iterator[str]:
    """Settings are read and an empty database, brought up to date, is in use. Gives its kind.

    Processes started inside read the same DATABASE_URL.
    """
    import tests.environment  # noqa: F401 - secrets; not at the top, where a process started inside would get others

    server = os.environ.get("TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as folder, _in_server(server) if server else _in_folder(Path(folder)) as url:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="crampinfo.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        yield connection.vendor
        connection.close()


@contextmanager
def _in_folder(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'scratch.sqlite3'}"


@contextmanager
def _in_server(server: str) -> Iterator[str]:
    import psycopg
    from psycopg import sql

    name = f"faults_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
