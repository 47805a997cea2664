"""What a translator may write, and how everything else is shown: to read, each text under its own language.

What is shown is in no form, so a request that sends it all the same changes nothing.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.options import flatten_fieldsets
from django.contrib.admin.utils import display_for_field
from django.db.models import Field
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst, format_lazy

from articles.admin.two_languages import LANGUAGE_NAMES
from articles.prose import ProseField
from articles.roles import languages_of

NOTHING = "–"
KEPT = ["seen_version", "seen"]  # what a form carries along without anybody's writing it


@dataclass(frozen=True)
class Shown:
    """A field of a row to be read, in the place of its box. The admin calls it with the row."""

    name: str
    short_description: Any = field(compare=False)

    @property
    def __name__(self) -> str:
        return self.name

    def __call__(self, row: Any) -> str:
        column, value = row._meta.get_field(self.name), getattr(row, self.name)
        language = getattr(column, "language", None)
        if isinstance(value, list):
            return ", ".join(value) or NOTHING
        if language is None or not value:
            return display_for_field(value or None, column, NOTHING)
        text = mark_safe(value) if isinstance(column, ProseField) else linebreaksbr(value)  # noqa: S308 - cleaned prose
        return format_html('<div lang="{}">{}</div>', language, text)


def _shown(column: Field) -> Shown:
    language = getattr(column, "language", None)
    if language is None:
        return Shown(column.name, column.verbose_name)
    name = capfirst(column.translated_field.verbose_name)
    return Shown(column.name, format_lazy("{} ({})", name, LANGUAGE_NAMES[language]))


class OwnLanguageOnly:
    """Mixin for the admin classes of modeltranslation, to be named first: a translator writes their language."""

    opts: Any

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.writes_all(request, obj) or bool(languages_of(request.user))

    def writes_all(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)  # type: ignore[misc]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if self.writes_all(request, obj):
            return fieldsets
        boxes = self._boxes(request)
        return [(name, more | {"fields": self._lines(more["fields"], boxes)}) for name, more in fieldsets]

    def _boxes(self, request: HttpRequest) -> set[str]:
        """The names of the fields that stay boxes."""
        own = set(languages_of(request.user))
        columns = {each.name for each in self.opts.fields if getattr(each, "language", None) in own}
        return columns | set(KEPT) if own else columns

    def _lines(self, fields: Any, boxes: set[str]) -> list[Any]:
        return [self._line(each, boxes) for each in fields if each in boxes or each not in KEPT]

    def _line(self, line: Any, boxes: set[str]) -> Any:
        if not isinstance(line, str):
            return tuple(self._line(each, boxes) for each in line)
        return line if line in boxes else _shown(self.opts.get_field(line))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        own = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return [*own, *(each for each in fields if isinstance(each, Shown))]
