"""In which form an answer goes to whoever asks: encoded how, or only the word that nothing has changed (RFC 9110)."""

import re
from functools import lru_cache

from django.utils.http import parse_etags

CODINGS = ("br", "gzip")  # the smaller first
IDENTITY = "identity"

NO_WEIGHT = re.compile(r"q=0(\.0*)?\Z")


@lru_cache(maxsize=256)
def coding(accepted: str) -> str:
    """The coding, of br, gzip and identity, for a reader whose Accept-Encoding is `accepted` (section 12.5.3).

    Whoever names one with any weight but nought gets it. A reader who refuses even the plain form, and names nothing
    of ours, gets the plain form nevertheless: words are better than an error.
    """
    takes = {name: not NO_WEIGHT.match(weight) for name, weight in _parts(accepted)}
    for each in CODINGS:
        if takes.get(each):
            return each
    refuses_plain = not takes.get(IDENTITY, takes.get("*", True))
    others = [each for each in CODINGS if takes.get(each, takes.get("*", False))]
    return others[0] if refuses_plain and others else IDENTITY


def _parts(accepted: str) -> list[tuple[str, str]]:
    parts = (part.partition(";") for part in accepted.lower().split(","))
    return [(name.strip(), weight.strip()) for name, _semicolon, weight in parts]


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether somebody who sends `if_none_match` has the answer with this `etag` already (section 13.1.2)."""
    if not etag or if_none_match == etag:  # as nearly everybody sends it
        return bool(etag)
    named = parse_etags(if_none_match)
    return named == ["*"] or etag.removeprefix("W/") in [each.removeprefix("W/") for each in named]
