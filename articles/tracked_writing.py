"""The ways of writing many rows at once, each of which keeps the marks of their translations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from articles import marks
from articles.signals import tell_of, told_once


class TrackedQuerySet(models.QuerySet[Any]):
    """For models that are Tracked. `articles_by` is the way from a row to the articles that say what it says.

    `bulk_update` writes by `update`. A `bulk_create` that runs into rows that are there already (update_conflicts)
    leaves their marks: a translation that it changes is one nobody vouched for.
    """

    articles_by = "pk"

    def _told_of(self) -> list[int]:
        found = self.order_by().values_list(self.articles_by, flat=True)
        return sorted({pk for pk in found if pk is not None})

    def update(self, **values: Any) -> int:
        with transaction.atomic(using=self.db, savepoint=False), told_once():
            told = self._told_of()
            speaks = self.model.speaks_by(values)
            before = self.model.stored(self.order_by().values_list("pk", flat=True)) if speaks else {}
            count = super().update(**{name: self._clean(name, value) for name, value in values.items()})
            self._remember(before)
            tell_of([*told, *self.model.objects.filter(pk__in=list(before))._told_of()])
        return count

    update.alters_data = True

    def _clean(self, name: str, value: Any) -> Any:
        """Prose is cleaned on its way in, here too."""
        sanitize = getattr(self.model._meta.get_field(name), "sanitize", None)
        return sanitize(value) if sanitize and isinstance(value, str) else value

    def _remember(self, before: dict[Any, Any]) -> None:
        """Bring the marks of rows just written up to date with what they were `before`."""
        changed = []
        for pk, row in self.model.stored(before).items():
            was, now = before[pk].written_in, row.written_in
            row.turn_parts(was, now)
            kept, row.made_from = row.made_from, marks.remembered(row, before[pk], now, was)
            if row.made_from != kept:
                changed.append(row)
        self.model.objects.bulk_update(changed, ["made_from"])

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.remember()
        made = super().bulk_create(rows, *args, **kwargs)
        tell_of(pk for row in made if row.pk for pk in row.told_of())
        return made

    def delete(self) -> tuple[int, dict[str, int]]:
        told = self._told_of()
        gone = super().delete()
        tell_of(told)
        return gone

    delete.alters_data = True
    delete.queryset_only = True
