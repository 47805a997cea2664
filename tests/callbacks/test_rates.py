import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.rates import SPANS, USUAL, Rate, parse

rates = st.builds(lambda number, span: (number, span), st.integers(1, 10**9 - 1), st.sampled_from(sorted(SPANS)))


def test_without_a_word_the_usual_limits_hold():
    assert parse("") == parse(" , ") == USUAL
    assert {
        "address_soft": Rate(3, 3600),
        "address_hard": Rate(20, 3600),
        "phone": Rate(3, 86400),
        "headerless": Rate(3, 3600),
        "site": Rate(300, 3600),
    } == USUAL


def test_what_is_named_replaces_the_usual_and_the_rest_stays():
    assert parse("phone=5/d, site = 1000/m") == USUAL | {"phone": Rate(5, 86400), "site": Rate(1000, 60)}


@given(st.dictionaries(st.sampled_from(sorted(USUAL)), rates))
def test_every_limit_that_is_written_is_read_as_it_was_meant(written):
    text = ",".join(f"{name}={number}/{span}" for name, (number, span) in written.items())
    assert parse(text) == USUAL | {name: Rate(number, SPANS[span]) for name, (number, span) in written.items()}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("phone", "“phone” names no limit"),
        ("mail=3/h", "“mail=3/h” names no limit; there are address_soft, address_hard, phone"),
        ("phone=3", "“phone=3” is no limit"),
        ("phone=3/w", "“phone=3/w” is no limit"),
        ("phone=0/d", "“phone=0/d” is no limit"),
        ("phone=-1/d", "“phone=-1/d” is no limit"),
        ("phone=٣/d", "“phone=٣/d” is no limit"),
        ("phone=3/d;site=3/h", "“phone=3/d;site=3/h” is no limit"),
        ("phone=1000000000/d", "“phone=1000000000/d” is no limit"),
        ("phone=3/d,phone=4/d", "“phone” is there twice"),
    ],
)
def test_nonsense_is_refused_by_its_name(text, named):
    with pytest.raises(ValueError, match=r"limit|twice") as refused:
        parse(text)
    assert str(refused.value).startswith(named)
