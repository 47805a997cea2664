"""How templates show texts that know their language."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.documents import Document, Text, texts

register = template.Library()

SINCE = "safety_since"


@register.simple_tag
def lang_of(text: Text | None) -> SafeString | str:
    """The attribute ` lang="en"` where `text` is not in the language of the page (WCAG 2.2, 3.1.2), else nothing."""
    if not text or text["lang"] == get_language():
        return ""
    return format_html(' lang="{}"', text["lang"])


@register.filter
def speaks_otherwise(part: Any) -> bool:
    """Whether any text in `part` is in another language than the page, and no notice says so already."""
    return any(text["lang"] != get_language() and SINCE not in text for text in texts(part))


@register.filter
def notice(part: Any) -> dict[str, date | None] | None:
    """{"on": day} if `part` says of safety what its source's language says, None if not. The day is that of the newest
    such text, None while it is only a draft.
    """
    days = [text[SINCE] for text in texts(part) if SINCE in text]
    return {"on": date.fromisoformat(max(days)) if max(days) else None} if days else None


@register.filter
def contents_list(document: Document) -> list[dict[str, Any]]:
    """The headings of the document's sections as [{anchor, heading}], in order."""
    return [{"anchor": section["anchor"], "heading": section["heading"]} for section in document["sections"]]


@register.filter
def ends_of_blocks(words: str) -> str:
    """Changed words with a sign where a paragraph, an item or a line ends, since the end is part of the change."""
    return words.replace("\n", "¶\n")
