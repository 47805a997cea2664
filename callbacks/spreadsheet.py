"""Cells that a spreadsheet shows and never runs.

A program that opens CSV takes a cell that begins with = + - or @ for a formula, which can call programs and send
data away (OWASP, CSV injection). Such a cell gets an apostrophe in front, which spreadsheets do not show.
"""

import csv
import unicodedata
from collections.abc import Iterable
from io import StringIO

ACTIVE = frozenset("=+-@\u2212")


def safe(value: object) -> str:
    """`value` as text that no spreadsheet takes for a formula, also behind blanks and in full-width letters."""
    text = "" if value is None else str(value)
    seen = (character for character in text if not character.isspace() and unicodedata.category(character) != "Cf")
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    return f"'{text}" if first in ACTIVE or text[:1] in ("\t", "\r", "\n") else text


def written(rows: Iterable[Iterable[object]]) -> str:
    """`rows` as CSV, every cell safe and in quotes, with the mark (BOM) by which spreadsheets know UTF-8."""
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([safe(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
