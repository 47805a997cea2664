"""What readers are told of the hospital, as pages show it."""

from typing import NamedTuple

from callbacks.opening_times import OpeningTime, in_words


class FactsForReaders(NamedTuple):
    """What every page may say of the hospital. Whom the privacy notice names is not here: it asks the row itself."""

    name: str
    phone: str
    phone_link: str
    opening_hours: str

    @property
    def opening_times(self) -> list[OpeningTime]:
        """Opening hours in the active language, one entry for neighbouring days with the same hours."""
        return in_words(self.opening_hours)
