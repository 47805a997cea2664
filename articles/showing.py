"""Which text stands for a field on a page: the reader's own language, or another that says so by its "lang".

Where a text is a matter of safety, nobody reads a translation that its source has left behind: they get the source's
text, with the day since which it is so as `safety_since`, "" while that is only a draft.
"""

from typing import Any

from articles import marks
from articles.documents import Text
from articles.freshness import MISSING, NONE, STALE, is_safety, safety_since, state
from articles.models.words import LANGUAGES

CAN_DO_WITHOUT = ("body", "explanation", "group", "basis_by")  # emptied in the source, they are taken back


def text_of(row: Any, field: str, language: str) -> Text | None:
    """The text of `field` in `language` or else in another one, or None where no language has one."""
    others = [code for code in LANGUAGES if code != language]
    for candidate in (language, *others):
        written = getattr(row, f"{field}_{candidate}")
        if written and written.strip():
            return {"text": written.strip(), "lang": candidate}
    return None


def shown(row: Any, field: str, language: str) -> Text | None:
    """The text of a tracked `field` as a reader of `language` gets it, or None where there is nothing to read."""
    if _taken_back(row, field):
        return None
    if is_safety(row, field, language) and state(row, field, language) in (STALE, MISSING):
        source = marks.text_in(row, field, row.written_in).strip()
        return {"text": source, "lang": row.written_in, "safety_since": safety_since(row, field, language) or ""}
    return text_of(row, field, language)


def _taken_back(row: Any, field: str) -> bool:
    """Whether the source said something here, as a matter of safety, and now says nothing."""
    if field not in CAN_DO_WITHOUT or state(row, field, row.written_in) != NONE:
        return False
    return any(
        is_safety(row, field, code) and marks.mark_of(row, field, code).get("source")
        for code in marks.others(row.written_in)
    )


def lines(whole: Text | None) -> list[Text]:
    """The lines of a text that holds one point a line, each as a text of its own."""
    found = whole["text"].splitlines() if whole else []
    return [{**whole, "text": line.strip()} for line in found if line.strip()] if whole else []
