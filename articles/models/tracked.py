"""Rows whose translations remember what they were made from."""

from collections.abc import Iterable
from copy import copy
from typing import Any, Self, cast

from django.db import models, transaction
from django.db.models import Field

from articles import marks
from articles.signals import tell_of


class Tracked(models.Model):
    """A row that speaks several languages. `tracked` names its fields that readers get to see.

    Every way of writing keeps the marks: `save` here, `update` and its like in TrackedQuerySet.
    """

    tracked: tuple[str, ...] = ()
    is_safety: Any = False  # whether its texts are a matter of safety by themselves

    made_from = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    @property
    def written_in(self) -> str:
        """The language that the others are made from."""
        return marks.LANGUAGES[0]

    def written_over(self, before: Self) -> str:
        """The same, once this row is stored over `before`."""
        return self.written_in

    def told_of(self) -> Iterable[int]:
        """The articles that say what this row says."""
        raise NotImplementedError

    @classmethod
    def tracked_columns(cls) -> list[str]:
        return [f"{field}_{code}" for field in cls.tracked for code in marks.LANGUAGES]

    @classmethod
    def speaks_by(cls, columns: Iterable[str]) -> bool:
        """Whether writing these columns can change a tracked text, or the language it is made from."""
        return not {*cls.tracked, *cls.tracked_columns(), "source_language", "article", "article_id"}.isdisjoint(
            columns
        )

    @classmethod
    def stored(cls, pks: Iterable[Any]) -> dict[Any, Self]:
        """The rows as the database has them now, by primary key; held until the transaction ends."""
        return cls._base_manager.select_for_update(of=("self",)).in_bulk(list(pks))

    def save(self, *args: Any, **kwargs: Any) -> None:
        columns = kwargs.get("update_fields")
        if columns is None or self.speaks_by(columns):
            self._save_with_marks(columns, args, kwargs)
        else:
            super().save(*args, **kwargs)
        tell_of(self.told_of())

    save.alters_data = True

    def _save_with_marks(self, columns: Iterable[str] | None, args: Any, kwargs: dict[str, Any]) -> None:
        with transaction.atomic(savepoint=False):
            before = self.stored([self.pk]).get(self.pk) if self.pk else None
            now = self.remember(before, columns)
            if columns is not None:
                kwargs["update_fields"] = {*columns, "made_from"}
            super().save(*args, **kwargs)
            if before:
                self.turn_parts(before.written_in, now)

    def remember(self, before: Self | None = None, columns: Iterable[str] | None = None) -> str:
        """Set the marks that this row has once `columns` of it, or all, are stored over `before`. Returns the language
        that its texts are then made from.
        """
        for column in self.tracked_columns():
            if columns is None or column in columns:
                cast(Field, self._meta.get_field(column)).pre_save(self, False)  # prose is cleaned on its way in
        row = self if before is None or columns is None else _over(before, self, columns)
        now = row.written_over(before) if before else row.written_in
        self.made_from = marks.remembered(row, before, now, before.written_in if before else now)
        return now

    def turn_parts(self, old: str, new: str) -> None:
        """Turn round what is made from this row's language, if that is another now."""

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        told = list(self.told_of())
        gone = super().delete(*args, **kwargs)
        tell_of(told)
        return gone

    delete.alters_data = True


def _over(before: Tracked, row: Tracked, columns: Iterable[str]) -> Tracked:
    """`before` with `columns` of `row` in it."""
    over = copy(before)
    for column in columns:
        setattr(over, column, getattr(row, column))
    return over
