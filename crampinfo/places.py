"""Where the answer to a request would stand on the shelf, and which requests have no place there."""

import re
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from crampinfo.negotiating import coding
from crampinfo.security import STAFF_PREFIX

PLAIN_PATH = re.compile(r"/(?:[\w.~-]+/)*[\w.~-]*\Z", re.ASCII)
LONGEST_PATH = 300  # letters; the longest address of an article has under 200
LONGEST_WISH = 2000  # bytes of host, query and codings together; what is asked of them is remembered below
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|igshid|mc_[ce]id")

# Whoever sends one of these wants something else than the page, or brings what has to be read first.
ASKS_FOR_MORE = frozenset(
    {b"authorization", b"range", b"if-range", b"if-match", b"if-unmodified-since"}
    | {b"content-length", b"transfer-encoding", b"expect", b"upgrade"}
)
STAFF_COOKIE = settings.SESSION_COOKIE_NAME.encode() + b"="


class Place(NamedTuple):
    """What is asked for, and in which coding."""

    host: str
    path: str
    coding: str


def place_of(scope: Any, given: dict[bytes, bytes]) -> tuple[str, str, str] | None:
    """Where the answer to a request with the headers `given` would stand, as the parts of a Place.

    None for a request that passes straight through. This runs for every request, and is written to be quick.
    """
    if scope["method"] not in ("GET", "HEAD") or len(given) != len(scope["headers"]):
        return None
    if not ASKS_FOR_MORE.isdisjoint(given) or STAFF_COOKIE in given.get(b"cookie", b""):
        return None
    if b"if-modified-since" in given and b"if-none-match" not in given:
        return None
    if settings.HTTPS and given.get(b"x-forwarded-proto") != b"https":
        return None
    query, named, accepted = scope["query_string"], given.get(b"host", b""), given.get(b"accept-encoding", b"")
    if len(query) + len(named) + len(accepted) > LONGEST_WISH:
        return None
    host = known_host(named)
    if host is None or (query and not only_tracks(query)):
        return None
    return host, scope["path"], coding_for(accepted)


def is_plain(scope: Any) -> bool:
    """Whether an address is written as our own are, so that one page has one place and no other."""
    path = scope["path"]
    if b"%" in scope.get("raw_path", b"") or len(path) > LONGEST_PATH or path.startswith(STAFF_PREFIX):
        return False
    return PLAIN_PATH.match(path) is not None


@lru_cache(maxsize=1024)
def known_host(host: bytes) -> str | None:
    """The name in a Host header, if it is one of ours."""
    domain, _port = split_domain_port(host.decode("latin-1"))
    return domain if domain and validate_host(domain, settings.ALLOWED_HOSTS) else None


@lru_cache(maxsize=256)
def coding_for(accepted: bytes) -> str:
    return coding(accepted.decode("latin-1"))


@lru_cache(maxsize=256)
def only_tracks(query: bytes) -> bool:
    """Whether a query string says nothing about what is asked for, only where somebody came from."""
    named = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return all(TRACKING.fullmatch(name) for name, _value in named)
