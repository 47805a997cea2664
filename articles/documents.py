"""What a document is, and what can be asked of it, wherever it came from: composed just now, or out of an edition."""

import hashlib
import html
import json
import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

Text = dict[str, str]
Document = dict[str, Any]

WORDS_A_MINUTE = 200  # a little under the 238 of Brysbaert 2019 (J Mem Lang 109), since readers may be unwell
DATES = ("first_published", "updated", "next_review")
NOT_WRITTEN = ("updated", "provenance")  # worked out by publishing, not by anybody's writing
NOT_READ = ("search_words", "key", "safety_since")  # never shown, or the day of a notice: no words of the text


def texts(tree: Any) -> Iterator[Text]:
    """Every text in a document or a part of one, in reading order."""
    left = [tree]
    while left:  # a third of the time that calling itself takes, and pages ask several times
        part = left.pop()
        if isinstance(part, dict):
            if "lang" in part and isinstance(part.get("text"), str):
                yield part
            else:
                left.extend(reversed(part.values()))
        elif isinstance(part, list):
            left.extend(reversed(part))


def plain(text: str) -> str:
    """Prose without its tags, as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def reading_minutes(document: Document) -> int:
    """Whole minutes, at least one, that the document takes to read; sources and search words are not read."""
    read = {name: part for name, part in document.items() if name not in ("sources", "search_words")}
    words = sum(len(plain(text["text"]).split()) for text in texts(read))
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def written(document: Document) -> Document:
    """What somebody wrote of a document: two that are equal here need not both be published."""
    return {name: part for name, part in document.items() if name not in NOT_WRITTEN}


def digest(document: Document) -> str:
    """A fingerprint (SHA-256, hex) of what readers read, the same for the same words whenever they were published."""
    signed = _read(written(document))
    return hashlib.sha256(json.dumps(signed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _read(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _read(below) for name, below in tree.items() if name not in NOT_READ}
    return [_read(below) for below in tree] if isinstance(tree, list) else tree


def with_dates(document: Document) -> Document:
    """The document for a template: its ISO dates as date objects."""
    dated = {name: _day(document[name]) for name in DATES}
    basis = document["based_on"]
    if basis:
        basis = basis | {"created": _day(basis["created"]), "updated": _day(basis["updated"])}
    origin = document.get("provenance")
    origin = origin and origin | {"as_of": _day(origin["as_of"])}
    return document | dated | {"based_on": basis, "provenance": origin}


def card(document: Document) -> dict[str, Any]:
    """What a list shows of the document: {title, lead, topic, updated}, texts and an ISO date."""
    return {name: document[name] for name in ("title", "lead", "updated")} | {"topic": document["topic"]["name"]}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
