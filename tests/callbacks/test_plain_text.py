import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.plain_text import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ayşe   Yılmaz ", "Ayşe Yılmaz"),
        ("Ayşe\r\nYılmaz\t", "Ayşe Yılmaz"),
        ("Ay\x00şe\x1b", "Ayşe"),
        ("\u202eesyA\u202c", "esyA"),
        ("\u2066Ayşe\u2069\ufeff", "Ayşe"),
        ("Ays\u0327e", "Ayşe"),
        ("A\ud800B", "AB"),
        ("مهسا می\u200cخواهد", "مهسا می\u200cخواهد"),
        ("\u202e\x00", ""),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_a_line_loses_what_nobody_can_see_and_keeps_the_rest(typed, kept):
    assert one_line(typed) == kept


@given(st.text())
def test_a_clean_line_stays_as_it_is(text):
    clean = one_line(text)

    assert one_line(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert [c for c in clean if unicodedata.category(c) in ("Cc", "Cs")] == []
