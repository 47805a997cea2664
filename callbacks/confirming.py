"""The signed time on the page "please confirm", which only somebody who was sent that page can send back.

It holds for the number it was made for, from 3 seconds on (nobody reads and presses faster) until an hour later.
"""

from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from .fields import keyed_hash

SOONEST = timedelta(seconds=3)
LATEST = timedelta(hours=1)
SALT = "callbacks.confirming"


def stamp(e164: str, now: datetime) -> str:
    """The signed time `now` for the number `e164`, which cannot be read from it."""
    return Signer(salt=SALT).sign(f"{keyed_hash(SALT, e164)} {now.timestamp():.3f}")


def holds(stamped: str, e164: str, now: datetime) -> bool:
    """Whether `stamped` is ours, made for this number, and neither too young nor too old."""
    try:
        made_for, at = Signer(salt=SALT).unsign(stamped).split(" ")
    except (BadSignature, ValueError):  # ValueError: letters that are no UTF-8
        return False
    age = now - datetime.fromtimestamp(float(at), tz=UTC)
    return made_for == keyed_hash(SALT, e164) and SOONEST <= age <= LATEST
