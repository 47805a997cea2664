"""What a dump says of its translations: only where one is stale, or where readers were told that it is.

`made_from` holds the fingerprint of the source's text that a stale translation was made from, and `safety_since` the
day from which readers get the source's text instead. Where a dump says nothing, a translation is made from its source.
"""

from typing import Any

from articles import marks
from articles.marks import CURRENT, SAFETY, STALE, UNKNOWN
from articles.models.tracked import Tracked

Said = dict[str, dict[str, str]]


def marks_said(row: Tracked, **names: str) -> dict[str, Said]:
    """{"made_from": {field: {language: fingerprint}}, "safety_since": {field: {language: day}}}, without what is empty.

    `names` are the fields that go by another name in a file.
    """
    made_from: Said = {}
    safety: Said = {}
    for field in row.tracked:
        for code in marks.others(row.written_in):
            mark, state = marks.mark_of(row, field, code), marks.state_from(row, field, row.written_in, code)
            if state == STALE:
                made_from.setdefault(names.get(field, field), {})[code] = _source(row, field, code)
            if state != CURRENT and SAFETY in mark:
                safety.setdefault(names.get(field, field), {})[code] = mark[SAFETY]
    return {name: said for name, said in (("made_from", made_from), ("safety_since", safety)) if said}


def _source(row: Tracked, field: str, code: str) -> str:
    mark = marks.mark_of(row, field, code)
    known = mark.get("text") == marks.fingerprint(marks.text_in(row, field, code))
    return mark.get("source", UNKNOWN) if known else UNKNOWN


def put_marks(row: Tracked, before: marks.Marks, said: dict[str, Any], *, alone: bool) -> None:
    """Give the translations of `row`, just saved and marked with `before` until then, the marks that its part of a dump
    says.

    Where it says nothing the row keeps its own; if the dump stands `alone`, they are current. A mark that a file still
    has of a translation that was written anew in it says nothing either.
    """
    found = row.made_from
    for field in row.tracked:
        for code in marks.others(row.written_in):
            heard = said if alone or not _is_left_over(row, field, code, before, said) else {}
            found = marks.with_mark(found, field, code, _mark(row, field, code, heard, alone))
    if found != row.made_from:
        row.made_from = found
        row.save(update_fields=["made_from"])


def _is_left_over(row: Tracked, field: str, code: str, before: marks.Marks, said: dict[str, Any]) -> bool:
    """Whether the file has the mark that the row had, on a text that the row had not."""
    mark, source = before.get(field, {}).get(code, {}), said.get("made_from", {}).get(field, {}).get(code)
    text = marks.fingerprint(marks.text_in(row, field, code))
    return bool(source) and mark.get("source") == source and mark.get("text") != text


def _mark(row: Tracked, field: str, code: str, said: dict[str, Any], alone: bool) -> marks.Mark:
    mark = marks.mark_of(row, field, code)
    current = marks.vouched(row, field, row.written_in, code)
    source = said.get("made_from", {}).get(field, {}).get(code)
    since = said.get("safety_since", {}).get(field, {}).get(code)
    safety = {SAFETY: since} if since else marks.since(mark)
    if current and (source or alone):
        mark = current | {"source": source or current["source"]}
    return mark if mark == current else {**mark, **safety}
