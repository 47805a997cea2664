"""How pages show texts that know their language: with `lang` where it differs, and a word where that matters."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.documents import Text, texts

SINCE = "safety_since"


def words(text: Text | None) -> str:
    """What `text` says; nothing where a draft has no such text yet."""
    return text["text"] if text else ""


def lang_of(text: Text | None, page: str) -> SafeString | str:
    """The attribute ` lang="en"` where `text` is not in the language of the page (WCAG 2.2, 3.1.2), else nothing."""
    if not text or text["lang"] == page:
        return ""
    return format_html(' lang="{}"', text["lang"])


def speaks_otherwise(part: Any, page: str) -> bool:
    """Whether any text in `part` is in another language than the page, and no notice says so already."""
    return any(text["lang"] != page and SINCE not in text for text in texts(part))


def of_safety(part: Any) -> bool:
    """Whether any text in `part` stands in for safety advice that is not in the language of the page."""
    if isinstance(part, dict) and "lang" in part:  # a text itself, of which a page asks a hundred times
        return SINCE in part
    return any(SINCE in text for text in texts(part))


def notice(part: Any) -> dict[str, date | None] | None:
    """{"on": day} if `part` is of safety, None if not. The day is that of the newest such text, None while it is only
    a draft.
    """
    days = [text[SINCE] for text in texts(part) if SINCE in text]
    return {"on": date.fromisoformat(max(days)) if max(days) else None} if days else None
