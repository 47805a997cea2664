"""What readers are told of the hospital, as pages show it."""

from typing import NamedTuple

from callbacks.opening_times import OpeningTime, in_words


class FactsForReaders(NamedTuple):
    """Two are equal if readers are told the same, so that a part of a page that was made from one can be kept."""

    name: str
    phone: str
    phone_link: str
    opening_hours: str

    @property
    def opening_times(self) -> list[OpeningTime]:
        """Opening hours in the active language, one entry for neighbouring days with the same hours."""
        return in_words(self.opening_hours)
