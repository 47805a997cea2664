import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.spreadsheet import safe, written

STARTS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tharmless",
    "\rharmless",
    "\nharmless",
    " =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM",
    "﹦1",
    "﹢1",
    "﹣1",
    "﹫x",
    "−1",
    "=cmd|' /C calc'!A0",
    "+49 1512 3456789",
]


@pytest.mark.parametrize("text", STARTS, ids=ascii)
def test_what_a_spreadsheet_could_take_for_a_formula_gets_an_apostrophe(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ayşe", "0532 123 45 67", "O'Neill", "a=b", "5-6", "|x", "'=1", " x", None, 7])
def test_everything_else_stays_as_it_is(text):
    assert safe(text) == ("" if text is None else str(text))


@given(st.text())
def test_no_cell_begins_with_what_is_active(text):
    cell = safe(text)

    assert cell in (text, f"'{text}")
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    assert cell[:1] not in ("\t", "\r", "\n")


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_characters="\r\0")), min_size=1), min_size=1))
def test_a_file_is_read_back_as_it_was_written(rows):
    text = written(rows)

    assert text.startswith("\ufeff")
    assert list(csv.reader(StringIO(text[1:], newline=""))) == [[safe(cell) for cell in row] for row in rows]
