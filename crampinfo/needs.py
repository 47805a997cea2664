"""What needs the person who is logged in, from both rooms, for the first page of the desk."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from articles import needs as articles
from callbacks import needs as callbacks


class Need(NamedTuple):
    """One line: how pressing it is ("at-once", "soon" or "known"), how many, of what, and the list that shows them."""

    pressing: str
    number: int
    words: str
    address: str


PRESSING = ("at-once", "soon", "known")


def needs_of(request: HttpRequest) -> list[Need]:
    """What `request.user` may see to, the most pressing first."""
    now = timezone.now()
    found = [Need(*each) for room in (articles, callbacks) for each in room.of(request.user, now)]
    return sorted((each for each in found if each.number), key=lambda each: PRESSING.index(each.pressing))
