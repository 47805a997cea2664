"""How each translation stands to the text it was made from: worked out from the texts themselves, never ticked by hand.

Only `confirm` is somebody's word: that the translation still holds although its source has changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles import marks, places
from articles.marks import CURRENT, MISSING, NONE, STALE, fingerprint, text_in
from articles.models import Article, Topic, Version

__all__ = ["CURRENT", "MISSING", "NONE", "STALE", "FieldState", "confirm", "fingerprint", "is_safety"]
__all__ += ["safety_since", "source_when_made", "state", "table", "topic_table"]


@dataclass(frozen=True)
class FieldState:
    """One text of an article, or of its topic, in one of the languages that it is translated into."""

    place: str
    row: Any
    field: str
    language: str
    state: str
    safety: bool
    source: str
    text: str


def state(row: Any, field: str, language: str) -> str:
    """How `field` of `row` stands in `language`: "none", "missing", "current" or "stale"."""
    return marks.state_from(row, field, row.written_in, language)


def is_safety(row: Any, field: str, language: str) -> bool:
    """Whether the text is a matter of safety: by itself, or since an edition that was published as such."""
    return bool(row.is_safety) or safety_since(row, field, language) is not None


def safety_since(row: Any, field: str, language: str) -> str | None:
    """The ISO date on which readers of `language` were told that the text has changed as a matter of safety."""
    return marks.mark_of(row, field, language).get(marks.SAFETY)


def table(article: Article) -> list[FieldState]:
    """Every translation of `article` that readers get, there or missing, in the order of the page."""
    return _table(places.rows(article))


def topic_table(topic: Topic) -> list[FieldState]:
    """The same for what `topic` itself says, without its articles."""
    return _table(places.of_topic(topic))


def _table(rows: Iterable[tuple[str, Any, str]]) -> list[FieldState]:
    listed = [
        _field_state(place, row, field, code) for place, row, field in rows for code in marks.others(row.written_in)
    ]
    return [each for each in listed if each.source.strip() or each.text.strip()]


def _field_state(place: str, row: Any, field: str, language: str) -> FieldState:
    texts = (text_in(row, field, row.written_in), text_in(row, field, language))
    return FieldState(place, row, field, language, state(row, field, language), is_safety(row, field, language), *texts)


@transaction.atomic
def confirm(row: Any, field: str, language: str) -> None:
    """Keep that the translation still holds: as `row` has it, it is current. Raises ValueError if there is none."""
    mark = marks.vouched(row, field, row.written_in, language)
    if not mark or language == row.written_in:
        raise ValueError(f"There is no translation of {field} into {language} that could still hold.")
    put(row, field, language, mark)


def put(row: Any, field: str, language: str, mark: marks.Mark) -> None:
    """Store `mark` beside the marks that the row has in the database now."""
    stored = type(row).stored([row.pk])[row.pk]
    row.made_from = marks.with_mark(stored.made_from, field, language, mark)
    row.save(update_fields=["made_from"])


def source_when_made(article: Article, place: str, language: str) -> str | None:
    """The source's text that the translation at `place` was made from, from the newest version that has it; None if
    nobody vouched for the translation or no version has it.
    """
    found = [each for each in table(article) if (each.place, each.language) == (place, language)]
    made_from = marks.mark_of(found[0].row, found[0].field, language).get("source") if found else None
    if not made_from:
        return None
    if fingerprint(found[0].source) == made_from:
        return found[0].source
    source = found[0].row.written_in
    dumps = Version.objects.filter(article=article).values_list("dump", flat=True)
    texts = (places.said(dump).get(place, {}).get(source) for dump in dumps.iterator(chunk_size=20))
    return next((text for text in texts if text and fingerprint(text) == made_from), None)
