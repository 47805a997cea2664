"""Questions whose SQL is written once: Django takes longer to write one than the database takes to answer it.

For pages that nobody has kept and that ask for a handful of rows. The question itself stays in the words of the
querysets, with an `Open` place for each value that is only known when it is asked.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet


class Open(str):
    """A place for a value that is not known yet, by its name. Fields of text take it for one."""

    __slots__ = ()


class WrittenOnce:
    def __init__(self, asked: QuerySet, columns: Mapping[str, str] | None = None) -> None:
        """`asked` gives whole rows; `columns` says, of columns called otherwise, which field each of them fills."""
        self._model, self._columns = asked.model, dict(columns or {})
        self._sql, self._values = asked.query.sql_with_params()

    def of(self, **values: str) -> list[Any]:
        """The rows for these values of the open places. Raises KeyError if one of them is missing."""
        given = [values[value] if isinstance(value, Open) else value for value in self._values]
        return list(self._model._default_manager.raw(self._sql, given, translations=self._columns))
