"""Throughput over 2,000 addresses while somebody publishes: nobody, once in five seconds, once a second."""

import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import wrk
from tests.bench.addresses import addresses, ask_for
from tests.bench.libraries import a_copy_of, library
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.processes import CLIENT_CORE, cpu_seconds, pinned, stop
from tests.bench.programs import ROOT
from tests.bench.rounds import figure, interleaved, ratio, spread
from tests.bench.sites import BROTLI, NotServed, Server, environment, get, served

TITLE = "2,000 addresses, while somebody publishes"
NEEDS = ("wrk",)
PAUSES = {"no edit": 0.0, "one edit in 5 seconds": 5.0, "one edit a second": 1.0}
ARTICLES = 1000
ENOUGH = 0.9  # of the edits that were due
NOTES = [
    "wrk asks for all addresses of 1,000 articles in two languages in turn, all of them made beforehand. An edit "
    "changes an article in both languages and publishes them, in a process on the core that wrk runs on. Ratios are "
    "taken within a round. "
    "After each round the last edit has to be on the page that the server sends.",
]


@dataclass(frozen=True)
class Share:
    load: wrk.Load
    cpu_us: float
    edits: int
    slowest: float


def measure() -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = a_copy_of(library(ARTICLES), folder)
        paths = addresses(database)
        script = wrk.script_for(paths, folder / "in_turn.lua")
        with served(database) as server:
            tell(f"asking for {len(paths):,} addresses once")
            ask_for(server, paths)
            seconds = quickly(10, 5)
            wrk.run(server.address("/"), 2, BROTLI, script)
            measures = {
                name: lambda pause=pause: share(server, database, script, pause, seconds)
                for name, pause in PAUSES.items()
            }
            return outcome(interleaved(measures, quickly(5, 2), tell), seconds)


def share(server: Server, database: Path, script: Path, pause: float, seconds: int) -> Share:
    with publishing(database, pause) as told:
        before = cpu_seconds(server.process.pid)
        load = wrk.run(server.address("/"), seconds, BROTLI, script)
        cpu = (cpu_seconds(server.process.pid) - before) / load.requests * 1e6
    if told:
        see(server, *told["last"])
    return Share(load, cpu, told.get("edits", 0), told.get("slowest", 0))


def see(server: Server, path: str, word: str) -> None:
    """Raises NotServed unless the page at `path` soon has `word` in it: what is fast and wrong is not measured."""
    until = time.monotonic() + 2
    while word.encode() not in get(server, path, {}).body:
        if time.monotonic() > until:
            raise NotServed(f"{server.address(path)} does not show what was published.")
        time.sleep(0.1)


@contextmanager
def publishing(database: Path, pause: float):
    """Somebody publishes every `pause` seconds, nobody if it is 0. What they did is in the given dict afterwards."""
    told: dict[str, Any] = {}
    if not pause:
        yield told
        return
    command = pinned(CLIENT_CORE, [sys.executable, "-m", "tests.bench.publisher", str(pause)])
    editor = subprocess.Popen(
        command, env=environment(database), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert editor.stdin
    assert editor.stdout
    try:
        editor.stdout.readline()
        editor.stdin.write("go\n")
        editor.stdin.flush()
        yield told
        told |= json.loads(editor.communicate(timeout=60)[0])
    finally:
        stop(editor)


def outcome(shares: dict[str, list[Share]], seconds: int) -> Outcome:
    """A figure for the goal only if there were as many edits as there should have been."""
    rate = {name: [share.load.per_second for share in each] for name, each in shares.items()}
    rows = []
    for name, each in shares.items():
        cpu, tail = spread([share.cpu_us for share in each]), spread([share.load.p99_ms for share in each])
        edits, failed = sum(share.edits for share in each), sum(share.load.failed for share in each)
        against = figure(ratio(rate[name], rate["no edit"]).middle)
        rows.append([name, str(spread(rate[name])), f"{against} ×", str(cpu), figure(tail.middle), str(edits)])
        rows[-1] += [figure(max(share.slowest for share in each)), str(failed)]
    head = ["", "requests a second", "of no edit", "CPU a request, µs", "p99, ms", "edits", "slowest edit, s", "failed"]
    often = shares["one edit a second"]
    if sum(share.edits for share in often) < ENOUGH * seconds * len(often):
        return Outcome([Table("", head, rows)], [*NOTES, "The machine was too busy for an edit a second."])
    figures = {"edits": ratio(rate["one edit a second"], rate["no edit"]).middle}
    return Outcome([Table("", head, rows)], NOTES, figures)
