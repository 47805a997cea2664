import subprocess
import sys
from datetime import date, datetime
from itertools import pairwise
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.calling_time import PARTS, first_moment, hours_on, is_offered, stretches
from callbacks.public_holidays import holiday
from tests.conftest import ROOT

ISTANBUL = ZoneInfo("Europe/Istanbul")
WEEK = "Mo-Fr 09:00-18:00; Sa 10:00-14:00"


def facts(hours: str, closed: str = "") -> SimpleNamespace:
    return SimpleNamespace(opening_hours=hours, closed_days=closed)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def told(now: str, window: str, hours: str, closed: str = "", most: int = 4) -> list[str]:
    found = stretches(at(now), window, facts(hours, closed))
    return [f"{one.start:%m-%d %H:%M}–{one.end:%H:%M}" for one, _n in zip(found, range(most), strict=False)]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-11-23", "no"),
        ("2026-10-29", "whole"),
        ("2026-10-28", "half"),
        ("2026-03-19", "half"),  # eve of the Ramazan bayramı
        ("2026-03-20", "whole"),
        ("2026-03-22", "whole"),
        ("2026-05-26", "half"),  # eve of the Kurban bayramı
        ("2026-05-30", "whole"),
        ("2026-05-31", "no"),
        ("2027-01-01", "whole"),
    ],
)
def test_turkish_holidays_and_their_half_days_are_known(day, kind):
    assert holiday(date.fromisoformat(day)) == kind


def test_a_process_holds_no_holidays_until_it_asks_for_one():
    """The package takes 7 MB, 15 with the dates of one country."""
    asks = "import datetime, sys; from callbacks import public_holidays as ours; print('holidays' in sys.modules); "
    asks += "print(ours.holiday(datetime.date(2026, 10, 29)), 'holidays' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    assert said.split() == ["False", "whole", "True"]


@pytest.mark.parametrize(
    ("day", "hours", "open_hours"),
    [
        ("2026-11-23", WEEK, (("09:00", "18:00"),)),
        ("2026-11-22", WEEK, ()),  # a Sunday
        ("2026-10-29", WEEK, ()),  # a holiday that no rule speaks of promises nothing
        ("2026-10-29", WEEK + "; PH 10:00-12:00", (("10:00", "12:00"),)),
        ("2026-10-29", "24/7", (("00:00", "24:00"),)),
        ("2026-10-29", "24/7; PH off", ()),
        ("2026-10-28", WEEK, (("09:00", "13:00"),)),  # half a day
        ("2026-10-28", WEEK + "; PH 10:00-16:00", (("09:00", "16:00"),)),
        ("2026-10-28", WEEK + "; PH 14:00-16:00", (("09:00", "13:00"), ("14:00", "16:00"))),
        ("2026-10-28", WEEK + "; PH off", (("09:00", "13:00"),)),
        ("2026-10-28", "We 14:00-18:00", ()),
        ("2026-10-28", "24/7", (("00:00", "24:00"),)),
    ],
)
def test_a_days_hours_heed_holidays(day, hours, open_hours):
    assert hours_on(date.fromisoformat(day), facts(hours)) == open_hours


def test_on_a_closed_day_nobody_is_called_whatever_the_rules_say():
    assert hours_on(date(2026, 11, 23), facts("24/7", "2026-11-23\n2026-12-31")) == ()
    assert hours_on(date(2026, 11, 24), facts("24/7", "2026-11-23\n2026-12-31")) == (("00:00", "24:00"),)


@pytest.mark.parametrize(
    ("now", "window", "hours", "found"),
    [
        (
            "2026-11-23T08:00",
            "any",
            WEEK,
            ["11-23 09:00–12:00", "11-23 12:00–17:00", "11-23 17:00–18:00", "11-24 09:00–12:00"],
        ),
        ("2026-11-23T11:30", "morning", WEEK, ["11-23 11:30–12:00", "11-24 09:00–12:00", "11-25 09:00–12:00"]),
        ("2026-11-27T17:30", "evening", WEEK, ["11-27 17:30–18:00", "11-30 17:00–18:00"]),
        ("2026-11-23T20:30", "any", "24/7", ["11-23 20:30–21:00", "11-24 08:00–12:00"]),  # nobody is called at night
        ("2026-11-23T08:00", "any", "Mo 22:00-24:00", []),
        ("2026-11-23T08:00", "any", "Mo 09:00-10:00,11:00-11:30", ["11-23 09:00–10:00", "11-23 11:00–11:30"]),
        ("2026-11-23T08:00", "any", "", []),
    ],
)
def test_stretches_of_calling_time_end_with_a_part_of_the_day(now, window, hours, found):
    assert told(now, window, hours, most=len(found) or 4) == found


@pytest.mark.parametrize(
    ("window", "hours", "offered"),
    [
        ("evening", WEEK, True),
        ("evening", "Mo-Fr 09:00-17:00", False),
        ("morning", "Mo-Fr 12:00-17:00", False),
        ("any", "Mo-Fr 12:00-17:00", True),
        ("any", "Mo-Fr 22:00-24:00", False),
        ("any", "", False),
    ],
)
def test_a_part_of_the_day_is_offered_if_we_are_ever_open_in_it(window, hours, offered):
    assert is_offered(window, facts(hours)) is offered


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2040, 12, 31))  # noqa: DTZ001 - hypothesis wants them so


@given(
    MOMENTS,
    st.sampled_from([*PARTS, "any"]),
    st.sampled_from([WEEK, "24/7", WEEK + "; PH 10:00-12:00", "Mo 09:00-12:00,13:00-24:00", "Fr-Mo 00:00-24:00"]),
)
def test_stretches_are_in_order_apart_and_within_polite_hours(now, window, hours):
    now = now.replace(tzinfo=ISTANBUL)
    found = list(stretches(now, window, facts(hours)))

    assert all(one.start < one.end for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert all(now <= one.start and one.start.hour >= 8 and one.end.hour <= 21 for one in found)
    assert all(holiday(one.start.date()) != "whole" for one in found if "PH" not in hours and hours != "24/7")


@pytest.mark.parametrize(
    ("moment", "window", "hours", "first"),
    [
        ("2026-11-23T10:07", "any", WEEK, "2026-11-23T10:07"),  # a moment at which we can call stays as it is
        ("2026-11-23T18:00", "any", WEEK, "2026-11-24T09:00"),
        ("2026-11-23T18:00", "any", "", "2026-11-23T18:00"),  # no hours are filled in: only not at night
        ("2026-11-23T21:30", "any", "", "2026-11-24T08:00"),
        ("2026-11-24T03:00", "any", "24/7", "2026-11-24T08:00"),
        ("2026-11-27T17:30", "morning", WEEK, "2026-11-28T10:00"),
        ("2026-11-28T14:00", "any", WEEK, "2026-11-30T09:00"),  # over the weekend
        ("2026-10-28T12:59", "any", WEEK, "2026-10-28T12:59"),
        ("2026-10-28T13:00", "any", WEEK, "2026-10-30T09:00"),  # the eve of a holiday, and the holiday
        ("2026-03-19T14:00", "afternoon", WEEK, "2026-03-23T12:00"),  # Ramazan bayramı
        ("2026-11-23T09:30", "evening", WEEK, "2026-11-23T17:00"),
        ("2026-11-23T09:30", "evening", "Mo-Fr 09:00-17:00", "2026-11-23T09:30"),  # we are never open in the evening
        ("2026-11-23T23:00", "any", "Mo-Su 22:00-24:00", "2026-11-24T08:00"),  # hours at which no telephone may ring
    ],
)
def test_the_first_moment_at_which_somebody_can_be_called(moment, window, hours, first):
    assert first_moment(at(moment), window, facts(hours)) == at(first)


def test_a_day_we_are_closed_is_none_to_call_on_even_without_hours():
    assert first_moment(at("2026-11-23T10:00"), "any", facts("", "2026-11-23")) == at("2026-11-24T08:00")


@given(MOMENTS, st.sampled_from([*PARTS, "any"]), st.sampled_from([WEEK, "24/7", "", "Mo 09:00-10:00", "PH off"]))
def test_no_telephone_rings_at_night_and_no_moment_goes_back(moment, window, hours):
    moment = moment.replace(tzinfo=ISTANBUL)
    first = first_moment(moment, window, facts(hours))

    assert first >= moment
    assert 8 <= first.astimezone(ISTANBUL).hour < 21
