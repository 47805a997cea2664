"""The mark of a translation: which text of the source it was made from, and which text that made.

A mark is {"source": fingerprint, "text": fingerprint}, and {"safety": ISO date} besides, where readers were told that
the source's text is a matter of safety. A row keeps its marks in `made_from`: {field: {language: mark}}. Everything
here works on the texts of rows; nothing here asks the database.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.conf import settings

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
NONE, MISSING, CURRENT, STALE = "none", "missing", "current", "stale"
UNKNOWN = "unknown"  # stands in a dump for the source of a translation that nobody vouched for
SAFETY = "safety"
Mark = dict[str, str]
Marks = dict[str, dict[str, Mark]]

_AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|ul|ol|li|h3|br)\b[^>]*>)\s*")


@lru_cache(maxsize=4096)  # the same texts are asked about for each language, list and document
def fingerprint(text: str | None) -> str:
    """16 hex digits that are the same for texts that read the same, however they are spaced; "" for no text."""
    composed = unicodedata.normalize("NFC", (text or "").replace("&nbsp;", " "))
    folded = " ".join(_AROUND_BLOCKS.sub(r"\1", composed).split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16] if folded else ""


def text_in(row: Any, field: str, language: str) -> str:
    """What `row` says in `language`, "" for nothing. What only the database can work out is nothing to us."""
    text = getattr(row, f"{field}_{language}")
    return text if isinstance(text, str) else ""


def mark_of(row: Any, field: str, language: str) -> Mark:
    return row.made_from.get(field, {}).get(language, {})


def state_from(row: Any, field: str, source: str, language: str) -> str:
    """How the text in `language` stands to the one in `source`: one of the four words above."""
    made_from = fingerprint(text_in(row, field, source))
    if not made_from or language == source:
        return CURRENT if made_from else NONE
    text = fingerprint(text_in(row, field, language))
    if not text:
        return MISSING
    mark = mark_of(row, field, language)
    return CURRENT if (mark.get("source"), mark.get("text")) == (made_from, text) else STALE


def vouched(row: Any, field: str, source: str, language: str) -> Mark:
    """The mark of a translation that was made from the source as it stands now; {} for no translation."""
    text = fingerprint(text_in(row, field, language))
    return {"source": fingerprint(text_in(row, field, source)), "text": text} if text else {}


def others(source: str) -> list[str]:
    return [code for code in LANGUAGES if code != source]


def turned(row: Any, old: str, new: str) -> Marks:
    """The marks of `row` once its texts are made from `new` and not `old`: what is current is current the other way."""
    if old == new:
        return row.made_from
    marks: Marks = {}
    for field in row.tracked:
        if state_from(row, field, old, new) == CURRENT:
            marks[field] = {old: vouched(row, field, new, old)}
    return marks


def remembered(row: Any, before: Any | None, source: str, was_source: str) -> Marks:
    """The marks of `row`, about to be stored over `before`: a translation whose text changes is made from the source
    as it stands now, and every other keeps its mark. `source` and `was_source` are the languages of the source.
    """
    kept = turned(before, was_source, source) if before else {}
    marks: Marks = {}
    for field in row.tracked:
        for code in others(source):
            mark = kept.get(field, {}).get(code, {})
            was = fingerprint(text_in(before, field, code)) if before else ""
            if fingerprint(text_in(row, field, code)) != was:
                mark = vouched(row, field, source, code) or since(mark)
            if mark:
                marks.setdefault(field, {})[code] = mark
    return marks


def since(mark: Mark) -> Mark:
    """What is left of the mark of a translation that is gone: that the text is a matter of safety, if it is one."""
    return {SAFETY: mark[SAFETY]} if SAFETY in mark else {}


def with_mark(marks: Marks, field: str, language: str, mark: Mark) -> Marks:
    """`marks` with `mark` in its place, and with nothing there if it is empty."""
    field_marks = {code: each for code, each in marks.get(field, {}).items() if code != language}
    if mark:
        field_marks[language] = mark
    left = {name: each for name, each in marks.items() if name != field}
    return {**left, field: field_marks} if field_marks else left
