"""Prose of a section: what may be typed is what is stored, whoever writes it."""

from typing import Any

from django.db import models
from django_prose_editor.fields import ProseEditorField, create_sanitizer

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [3]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "NoSpellCheck": False,
}

_clean = create_sanitizer(EXTENSIONS)


def clean(html: str | None) -> str | None:
    """`html` with nothing left in it but paragraphs, bold, italic, lists, links and h3; None stays None."""
    return _clean(html.replace("\x00", "")).strip() if html else html


class ProseField(ProseEditorField):
    """A text of paragraphs, bold, italic, lists, links and h3, cleaned on every way in.

    The editor's own field cleans in clean(), which objects.create() and its like never call: this one also cleans
    just before the value is stored.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("config", {"extensions": EXTENSIONS})
        super().__init__(*args, sanitize=lambda html: clean(html) or "", **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        cleaned = clean(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, cleaned)
        return cleaned
