"""Boxes that come once a language: each says which in words and, for spell checkers and screen readers, in `lang`."""

from typing import Any

from django.conf import settings
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import capfirst, format_lazy

LANGUAGE_NAMES = dict(settings.LANGUAGES)


class TwoLanguages:
    """Mixin for the admin classes of modeltranslation, to be named before them."""

    def patch_translation_field(self, db_field: Field, field: FormField, request: HttpRequest, **kwargs: Any) -> None:
        super().patch_translation_field(db_field, field, request, **kwargs)  # type: ignore[misc]
        language = getattr(db_field, "language", None)
        if language:
            name = capfirst(db_field.translated_field.verbose_name)
            field.label = format_lazy("{} ({})", name, LANGUAGE_NAMES[language])
            field.widget.attrs["lang"] = language
