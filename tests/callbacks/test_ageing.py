from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from callbacks.ageing import age_of

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.mark.parametrize(
    ("due", "missed", "next_try", "age"),
    [
        (2, 0, None, ("calm", "in 2 hours", "12:00")),
        (1, 0, None, ("soon", "in 1 hour", "11:00")),
        (26, 0, None, ("calm", "in 1 day", "24 Nov 12:00")),
        (-3, 0, None, ("late", "3 hours late", "07:00")),
        (2, 1, None, ("late", "missed, now in 2 hours", "12:00")),
        (None, 0, None, ("none", "nothing promised", "")),
        (None, 1, None, ("late", "promise missed", "")),
        (2, 0, 4, ("later", "next try", "14:00")),
        (2, 0, -4, ("calm", "in 2 hours", "12:00")),
    ],
)
def test_the_age_of_a_request_is_told_in_words_and_a_kind(due, missed, next_try, age):
    moments = [None if hours is None else NOW + timedelta(hours=hours) for hours in (due, next_try)]
    found = age_of(moments[0], missed, moments[1], NOW)

    assert (found.kind, found.words.replace("\xa0", " "), found.moment) == age
