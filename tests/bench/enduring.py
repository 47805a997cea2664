"""Other people while 400 clients send headers and 400 send bodies, a byte a second each."""

import asyncio
import tempfile
import threading
import time
from pathlib import Path

from tests.bench.libraries import ADDRESS_OF_THE_FIRST, a_copy_of, library
from tests.bench.parts import Outcome, Table
from tests.bench.rounds import spread
from tests.bench.sites import served
from tests.faults import slow_clients
from tests.faults.stage import Answer, Site

TITLE = "While 800 clients send a byte a second"
NEEDS = ()
ASKED, EACH = 20, 400
BEFORE = 3.5  # seconds until all of them are there
POST = "a post of the call form"
PAGES = {"an article": ADDRESS_OF_THE_FIRST, "home": "/en/", "the A to Z": "/en/articles/", "/livez": "/livez"}
NOTES = [
    "Two workers as in the Procfile, nothing in front. Milliseconds, median and lowest to highest, of pages that are "
    "ready at the door and of posts of the call form, one after the other.",
]


def measure() -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        database = a_copy_of(library(10), Path(folder))
        with served(database, workers=2, core=None) as server:
            site = Site(Path(folder), server.port)
            asked(site)  # the first of a process are slow for reasons of their own
            return outcome(asked(site), besieged(site))


def besieged(site: Site) -> dict[str, list[float]]:
    """The same while they are all there. Raises AssertionError if one of them has gone before."""
    slow = threading.Thread(target=lambda: asyncio.run(slow_clients.be_slow(site)), daemon=True)
    slow.start()
    time.sleep(BEFORE)
    took = asked(site)
    assert slow.is_alive(), "the slow clients had gone before everything was asked"
    slow.join()
    return took


def asked(site: Site) -> dict[str, list[float]]:
    """Milliseconds that each kind of request took. Raises AssertionError if one was not answered as it should be."""
    took = {name: [milliseconds(site.get(path), 200) for _time in range(ASKED)] for name, path in PAGES.items()}
    return took | {POST: [milliseconds(site.post(), 303) for _time in range(ASKED)]}


def milliseconds(answer: Answer, expected: int) -> float:
    assert answer.status == expected, f"answered {answer.status}, and not {expected}"
    return 1000 * answer.seconds


def outcome(alone: dict[str, list[float]], besieged: dict[str, list[float]]) -> Outcome:
    """Figures for the goal only if as many were there as it says."""
    rows = [[name, str(spread(alone[name])), str(spread(besieged[name]))] for name in alone]
    figures = {"slow page ms": max(max(besieged[name]) for name in PAGES), "slow post ms": max(besieged[POST])}
    enough = min(slow_clients.OPEN.values()) >= EACH
    there = f"{slow_clients.OPEN['headers']} sent headers and {slow_clients.OPEN['bodies']} sent bodies."
    return Outcome([Table("", ["", "alone, ms", "among them, ms"], rows)], [*NOTES, there], figures if enough else {})
