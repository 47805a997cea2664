"""Public holidays in Türkiye, whole days and the half days before some of them.

The half days (28 October, the eve of each bayram) are holidays from 13:00 on, by law no. 2429. The dates of the two
bayrams up to 2050 are those the Presidency of Religious Affairs has worked out; later ones are estimates.

Source: the `holidays` package, categories "public" and "half_day". Dates that a government adds at short notice are
in no package: they go into HospitalFacts.closed_days.
"""

from datetime import date, time
from functools import lru_cache
from typing import Literal

HALF_DAY_ENDS = time(13)

Kind = Literal["no", "half", "whole"]


@lru_cache(maxsize=16)
def _dates(year: int, category: str) -> frozenset[date]:
    import holidays  # here, since it takes 7 MB: whoever never promises a call does without

    return frozenset(holidays.country_holidays("TR", years=year, categories=(category,)))


def holiday(day: date) -> Kind:
    """Whether `day` is a public holiday: "no", "half" (from 13:00 on) or "whole"."""
    if day in _dates(day.year, "public"):
        return "whole"
    return "half" if day in _dates(day.year, "half_day") else "no"
