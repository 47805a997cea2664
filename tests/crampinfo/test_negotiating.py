import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampinfo.negotiating import CODINGS, IDENTITY, coding, is_known


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("br", "br"),
        ("BR", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.000, br; q=0.0", "identity"),
        ("br;q=0", "identity"),
        ("br;q=nonsense", "br"),
        ("br;;;", "br"),
        (",,,", "identity"),
        ("brotli, xbr", "identity"),
        ("*", "identity"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("identity;q=0", "identity"),  # nothing that is left is ours
        ("identity;q=0, *", "br"),
        ("identity;q=0, *, br;q=0", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("deflate, *;q=0", "identity"),
        ("\x00\xff", "identity"),
    ],
)
def test_the_coding_for_a_reader(accepted, chosen):
    assert coding(accepted) == chosen


@given(st.text())
def test_whatever_is_sent_there_is_a_coding(accepted):
    assert coding(accepted) in (*CODINGS, IDENTITY)


@given(st.text(max_size=50), st.sampled_from(['"a"', 'W/"a"']))
def test_nobody_is_told_that_they_have_what_they_did_not_name(known, etag):
    if is_known(etag, known):
        assert '"a"' in known or known.strip() == "*"


@pytest.mark.parametrize(("etag", "known"), [("", ""), ("", "*"), ("", '"a"')])
def test_what_has_no_etag_is_never_known(etag, known):
    assert not is_known(etag, known)


@pytest.mark.parametrize("known", ['"a"', 'W/"a"', '"b", "a"', ' "a" ', "*", " * "])
def test_whoever_names_it_has_it(known):
    assert is_known('"a"', known)
    assert is_known('W/"a"', known)
