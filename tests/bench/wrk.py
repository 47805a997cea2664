"""Load, by wrk: one thread, 32 connections that are kept, and what it says afterwards as numbers."""

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import CLIENT_CORE, pinned

CONNECTIONS = 32
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0, "h": 3_600_000.0}

#: Asks for one address after the other, from the first again when all were asked. Requests are written out beforehand.
IN_TURN = """
local paths = {%s}
local requests, turn = {}, 0
function init()
  for number, path in ipairs(paths) do requests[number] = wrk.format("GET", path) end
end
function request()
  turn = turn %% #requests + 1
  return requests[turn]
end
"""


class NoLoad(Exception):
    """wrk did not do what it was asked for."""


@dataclass(frozen=True)
class Load:
    """What one run of wrk did: `failed` counts answers that are neither 2xx nor 3xx, and broken connections."""

    requests: int
    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int


def command(address: str, seconds: int, headers: dict[str, str], script: Path | None = None) -> list[str]:
    named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    lua = ["-s", str(script)] if script else []
    return ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *named, *lua, address]


def run(address: str, seconds: int, headers: dict[str, str], script: Path | None = None) -> Load:
    """Ask as fast as wrk can for so many seconds. Raises NoLoad if wrk fails."""
    asked = pinned(CLIENT_CORE, command(address, seconds, headers, script))
    done = subprocess.run(asked, capture_output=True, text=True, timeout=seconds + 60)
    if done.returncode:
        raise NoLoad(f"{' '.join(asked)}\n{done.stderr or done.stdout}")
    return read(done.stdout)


def read(said: str) -> Load:
    """The numbers in what wrk printed. Raises NoLoad if they are not there."""
    requests = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not requests or not rate:
        raise NoLoad(said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: (.+)", said)
    failed = int(refused[1]) if refused else 0
    failed += sum(map(int, re.findall(r"\d+", broken[1]))) if broken else 0
    return Load(int(requests[1]), float(rate[1]), _latency(said, 50), _latency(said, 99), failed)


def _latency(said: str, part: int) -> float:
    found = re.search(rf"^\s+{part}%\s+([\d.]+)(\w+)", said, re.M)
    if not found:
        raise NoLoad(said)
    return float(found[1]) * UNITS[found[2]]


def script_for(paths: Iterable[str], file: Path) -> Path:
    """Write the Lua that asks for `paths` in turn into `file`."""
    file.write_text(IN_TURN % ",".join(json.dumps(path) for path in paths))
    return file
