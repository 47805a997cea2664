"""A database that refuses, as a full disk or a server that has gone away does."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection


@contextmanager
def refusing_database(*, reads: bool = True) -> Iterator[None]:
    """Every statement is refused, with what was to be stored in the message; with `reads` False only what writes."""

    def refuse(execute, sql, params, many, context):
        if reads or sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError(f"cannot run {sql} with {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield
