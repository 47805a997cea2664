"""What is written down: tables, and what was met, missed or not measured."""

import pytest

from tests.bench import document, goals
from tests.bench.goals import Goal, Limit
from tests.bench.markdown import table
from tests.bench.parts import Outcome, Table

BOTH = Goal("bytes / requests", (Limit("bytes", 13, unit=" kB"), Limit("requests", 4)))
CIRCUMSTANCES = {"at": "2026-11-22T21:30:00+03:00", "commit": "abc", "load": ["1", "2"], "seconds": 3.2}


def test_a_table_keeps_its_columns():
    assert table(["a", "b"], [["1|2", "3\n4"]]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 4 |"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 cells under 2 heads"):
        table(["a", "b"], [["1"]])


@pytest.mark.parametrize(
    ("figures", "measured", "verdict"),
    [
        ({"bytes": 12.9, "requests": 4}, "12.9 kB / 4.00", "met"),
        ({"bytes": 13.04, "requests": 4}, "13.0 kB / 4.00", "**missed**"),  # by the figure, not by its rounding
        ({"bytes": 12, "requests": 5}, "12.0 kB / 5.00", "**missed**"),
        ({"bytes": 14}, "14.0 kB / not measured", "**missed**"),
        ({"bytes": 12}, "12.0 kB / not measured", "not measured"),
        ({}, "not measured / not measured", "not measured"),
    ],
)
def test_a_goal_is_met_only_if_every_figure_is_there_and_keeps_it(figures, measured, verdict):
    assert BOTH.judged(figures) == ["bytes / requests", "≤ 13 kB / ≤ 4", measured, verdict]


def test_a_limit_may_be_the_most_the_least_or_the_only_value():
    assert [str(Limit("", 3.5, unit=" ×")), str(Limit("", least=0.3)), str(Limit("", 100, 100))] == [
        "≤ 3.5 ×",
        "≥ 0.3",
        "100",
    ]
    assert [Limit("", least=0.3).keeps(0.29), Limit("", 100, 100).keeps(99), Limit("", 0, 0).keeps(0)] == [
        False,
        False,
        True,
    ]


def test_a_part_says_when_it_was_measured_and_one_that_never_was_says_how():
    found = Outcome([Table("", ["", "ms"], [["a page", "1.00"]])], ["A note."], {}).as_data() | CIRCUMSTANCES
    said = document.section("A part", "part", found)
    assert "22 November 2026, 21:30 UTC+03:00, commit abc, 3 s; load average 1 before and 2 after" in said
    assert "`python -m tests.bench part`" in said
    assert said.index("| a page | 1.00 |") < said.index("A note.")
    assert document.section("A part", "part", None) == "## A part\n\nNot measured yet: `make bench PARTS=part`.\n"


def test_the_machine_is_that_of_the_part_measured_last():
    old = {"at": "2026-11-22T21:30:00+03:00", "machine": [["memory", "2 GB"]]}
    new = {"at": "2026-11-23T01:30:00+03:00", "machine": [["memory", "24 GB"]]}
    said = document.machine({"a": new, "b": old, "c": None})
    assert "| memory | 24 GB |" in said
    assert "2 GB |" not in said.replace("24 GB", "")
    assert document.machine({"a": None}) == ""


def test_a_busy_machine_and_a_change_of_code_are_said():
    titles = {"a": "One", "b": "Two", "c": "Three"}
    quiet = {"load": ["1.00 9.00 9.00", "2.00"], "commit": "abc"}
    busy = {"load": [f"{document.BUSY + 0.01:.2f} 0.00 0.00", "2.00"], "commit": "abc"}
    assert document.warnings({"a": quiet, "b": None}, titles) == []
    assert document.warnings({"a": quiet, "b": quiet | {"commit": "abd"}}, titles) == [
        "**Not all parts were measured at the same commit**; each names its own.\n"
    ]
    [said] = document.warnings({"a": quiet, "b": busy, "c": quiet}, titles)
    assert said.endswith("when these began: Two.\n")


def test_every_figure_of_a_goal_has_one_name():
    names = [limit.name for goal in goals.GOALS for limit in goal.limits]
    assert len(names) == len(set(names))
