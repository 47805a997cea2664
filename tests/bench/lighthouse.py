"""Lighthouse, as a phone on a slow connection: scores, and what a reader waits for on an article, home, the A to Z."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.first_view import ARTICLES, FLAGS
from tests.bench.libraries import library
from tests.bench.parts import Outcome, Table, quickly, tell
from tests.bench.programs import LIGHTHOUSE, programs
from tests.bench.rounds import interleaved, spread
from tests.bench.sites import Server, get, served

TITLE = "Lighthouse"
NEEDS = ("chromium", "node", "lighthouse")
PAGES = {"article": "/en/articles/muscle-spasm/", "home": "/en/", "A to Z": "/en/articles/"}
PAGES |= {"article, Turkish": "/tr/makaleler/kas-spazmi/"}
SCORES = ("performance", "accessibility", "best-practices", "seo")
WAITS = {"lcp": "largest-contentful-paint", "cls": "cumulative-layout-shift", "tbt": "total-blocking-time"}
TRIES = 3  # one run in a hundred fails to navigate, of its own accord
NOTES = [
    "Lighthouse's own phone: 150 ms round trip, 1.6 Mbit/s, processor slowed four times; HTTP/1.1 without TLS, "
    "`--throttling-method=devtools`, pages ready at the door. Scores are the lowest of all rounds; LCP and the others "
    "are the median, and lowest to highest. Chromium and the server share the machine's cores.",
]

Found = dict[str, float]


def measure() -> Outcome:
    with tempfile.TemporaryDirectory() as folder, served(library(ARTICLES), core=None) as server:
        for path in PAGES.values():
            get(server, path)
        measures = {name: lambda path=path: one(server, path, Path(folder)) for name, path in PAGES.items()}
        found = interleaved(measures, quickly(5, 1), tell)
    return outcome({name: [figures for figures, _faults in each] for name, each in found.items()}, faults(found))


def one(server: Server, path: str, folder: Path) -> tuple[Found, list[str]]:
    """What Lighthouse finds on one page, and its own words for what cost points.

    Raises CalledProcessError if it fails TRIES times.
    """
    report = folder / "report.json"
    options = ["--output=json", f"--output-path={report}", "--quiet", "--no-enable-error-reporting"]
    options += ["--throttling-method=devtools", f"--only-categories={','.join(SCORES)}"]
    command = [str(LIGHTHOUSE), server.address(path), *options, f"--chrome-flags=--headless=new {FLAGS}"]
    environment = os.environ | {"CHROME_PATH": programs()["chromium"].place or ""}
    for _try in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
        if done.returncode == 0:
            said = json.loads(report.read_text())
            return read(said), complaints(said)
    raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)


def read(report: dict[str, Any]) -> Found:
    """The figures in a report: scores of 100, LCP in seconds, TBT in milliseconds."""
    scores = {name: 100 * (report["categories"][name]["score"] or 0) for name in SCORES}
    waits = {name: report["audits"][audit]["numericValue"] for name, audit in WAITS.items()}
    return scores | waits | {"lcp": waits["lcp"] / 1000}


def complaints(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, as Lighthouse calls them; of how long things took the table says more."""
    counted = [part["id"] for name in SCORES[1:] for part in report["categories"][name]["auditRefs"] if part["weight"]]
    scores = {audit: report["audits"][audit]["score"] for audit in counted}
    return [report["audits"][audit]["title"] for audit, score in scores.items() if score is not None and score < 1]


def faults(found: dict[str, list[tuple[Found, list[str]]]]) -> list[str]:
    """One note for all pages with something that cost points, none if there are none."""
    of_pages = {name: {words for _figures, said in each for words in said} for name, each in found.items()}
    named = [f"{name}: {', '.join(sorted(said))}" for name, said in of_pages.items() if said]
    return [f"What cost points: {'; '.join(named)}."] if named else []


def outcome(found: dict[str, list[Found]], faults: list[str]) -> Outcome:
    rows: list[list[str]] = []
    figures: dict[str, float] = {}
    for name, each in found.items():
        worst = [f"{min(one[score] for one in each):.0f}" for score in SCORES]
        waits = {wait: spread([one[wait] for one in each]) for wait in WAITS}
        rows.append([name, *worst, *(str(waits[wait]) for wait in WAITS)])
        for score, value in zip(SCORES, worst, strict=True):
            figures[f"lighthouse {score}"] = min(float(value), figures.get(f"lighthouse {score}", 100.0))
        for wait, taken in waits.items():
            figures[f"lighthouse {wait}"] = max(taken.middle, figures.get(f"lighthouse {wait}", 0.0))
    return Outcome([Table("", ["", *SCORES, "LCP, s", "CLS", "TBT, ms"], rows)], NOTES + faults, figures)
