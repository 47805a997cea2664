"""How often something may happen, as an operator writes it. Knows no Django, since the settings read it."""

import re
from dataclasses import dataclass

SPANS = {"m": 60, "h": 3600, "d": 86400}

_WRITTEN = re.compile(r"(\d{1,9})/([mhd])", re.ASCII)


@dataclass(frozen=True)
class Rate:
    """At most `number` within each `seconds`, counted by the clock's own spans; see limits.py for what counts on."""

    number: int
    seconds: int


#: What stands where CALL_LIMITS says nothing.
USUAL = {
    "address_soft": Rate(3, SPANS["h"]),  # then we ask the person to confirm
    "address_hard": Rate(20, SPANS["h"]),  # then we name the number to call; generous, since phones share addresses
    "phone": Rate(3, SPANS["d"]),  # then we ask the person to confirm
    "headerless": Rate(3, SPANS["h"]),  # a post of no browser, for an address
    "site": Rate(300, SPANS["h"]),  # everybody together
}


def parse(text: str) -> dict[str, Rate]:
    """The limits of "address_soft=3/h,phone=3/d", with the usual ones where it is silent.

    Raises ValueError, which names the part that cannot be read.
    """
    given: dict[str, Rate] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, rate = (word.strip() for word in part.partition("="))
        if name not in USUAL or not equals:
            raise ValueError(f"“{part}” names no limit; there are {', '.join(USUAL)}")
        if name in given:
            raise ValueError(f"“{name}” is there twice")
        given[name] = _rate(part, rate)
    return USUAL | given


def _rate(part: str, rate: str) -> Rate:
    written = _WRITTEN.fullmatch(rate)
    if written is None or not int(written[1]):
        raise ValueError(f"“{part}” is no limit: write a number from 1 on and m, h or d, such as 3/h")
    return Rate(int(written[1]), SPANS[written[2]])
