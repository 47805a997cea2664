"""Medians, ranges and ratios of rounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.rounds import Spread, figure, interleaved, ratio, spread


def test_a_spread_is_the_lowest_the_middle_and_the_highest():
    assert spread([5.0, 1.0, 30.0]) == Spread(1, 5, 30)
    assert spread([4.0, 2.0]) == Spread(2, 3, 4)
    assert str(spread([5.0, 1.0, 3000.0])) == "5.00 (1.00 to 3,000)"


@given(st.lists(st.floats(0.001, 1e6), min_size=1))
def test_the_middle_lies_between_the_ends(values):
    found = spread(values)
    assert min(values) == found.low <= found.middle <= found.high == max(values)


def test_a_ratio_is_taken_within_a_round():
    # The machine was twice as slow in the second round. The ratio of the medians would be 2.5.
    assert ratio([20.0, 40.0, 30.0], [10.0, 20.0, 6.0]) == Spread(2, 2, 5)


def test_rounds_that_do_not_match_make_no_ratio():
    with pytest.raises(ValueError, match="shorter"):
        ratio([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.004, "0.004"), (0.123, "0.12"), (6.849, "6.85"), (16.58, "16.6"), (188.3, "188"), (1e6, "1,000,000")],
)
def test_a_figure_has_the_digits_that_count(value, shown):
    assert figure(value) == shown


def test_every_measure_is_taken_once_a_round():
    told, seen = [], []
    measures = {name: lambda name=name: seen.append(name) or len(seen) for name in "abc"}
    outcomes = interleaved(measures, 4, told.append)
    assert told == ["round 1 of 4", "round 2 of 4", "round 3 of 4", "round 4 of 4"]
    assert [sorted(seen[start : start + 3]) for start in range(0, 12, 3)] == [["a", "b", "c"]] * 4
    assert {name: len(found) for name, found in outcomes.items()} == {"a": 4, "b": 4, "c": 4}
