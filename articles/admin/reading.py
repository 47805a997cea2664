"""How easy a text is to read, said under its box while it is written. It is advice: nothing is refused for it."""

from typing import Any

from django.utils.translation import gettext

FEWEST = 10  # of fewer words no formula says anything


def reading_words() -> dict[str, Any]:
    """For the script that measures by the rules of articles/readability.py: what is aimed at, and what is said."""
    return {
        "fewest": FEWEST,
        "en": {
            "most": 8,
            "easy": gettext("Reads like school year {number}; up to 8 is easy for most people."),
            "hard": gettext("Reads like school year {number}. Up to 8 is easier: shorten sentences and words."),
        },
        "tr": {
            "least": 65,
            "easy": gettext("Reading ease {number} of 100; 65 or more is easy for most people."),
            "hard": gettext("Reading ease {number} of 100. 65 or more is easier: shorten sentences and words."),
        },
    }
