"""What the parts of a file hold against one another: what is referred to exists, and nothing stands there twice."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from articles.models.words import RESERVED_ANCHORS, RESERVED_BEGINNING, SectionKind


def contradictions(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(place, words) of everything that is wrong with a file whose parts are well-shaped each by itself."""
    yield from _missing_in_source_language(data)
    yield from _twice(data)
    yield from _unknown_sources(data)
    yield from _reserved(data)


def _parts(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part that may cite sources, with its place."""
    for kind in ("sections", "causes", "prevention"):
        for number, part in enumerate(data.get(kind, ())):
            yield f"{kind}[{number}]", part
    for number, card in enumerate(data.get("care", ())):
        for line, item in enumerate(card["items"]):
            yield f"care[{number}].items[{line}]", item


def _missing_in_source_language(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    language = data.get("source_language", "en")
    words = f"The text in the source language ({language}) is missing."
    for field in ("slug", "title", "lead", "summary", "credited_to"):
        if language not in data[field]:
            yield field, words
    for place, part in _parts(data):
        for field in ("heading", "name", "text"):
            if field in part and language not in part[field]:
                yield f"{place}.{field}", words


def _twice(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    cards = data.get("care", ())
    items = {f"care[{number}].items": [item["key"] for item in card["items"]] for number, card in enumerate(cards)}
    named = {kind: [part["key"] for part in data.get(kind, ())] for kind in ("causes", "prevention", "sources")}
    anchors = {"sections": [part["anchor"] for part in data["sections"]], "care": [card["urgency"] for card in cards]}
    for place, names in (items | named | anchors).items():
        for name, times in Counter(names).items():
            if times > 1:
                yield place, f"{name} stands here {times} times."
    kinds = Counter(part.get("kind", SectionKind.TEXT.value) for part in data["sections"])
    for kind, times in kinds.items():
        if kind != SectionKind.TEXT and times > 1:
            yield "sections", f"There can be one section of the kind {kind}, found {times}."


def _unknown_sources(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = {source["key"] for source in data.get("sources", ())}
    for place, part in _parts(data):
        for name in part.get("sources", ()):
            if name not in known:
                yield f"{place}.sources", f"{name} is not among the sources of this article."
    if "based_on" in data and data["based_on"]["source"] not in known:
        yield "based_on.source", f"{data['based_on']['source']} is not among the sources of this article."


def _reserved(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(data["sections"]):
        if part["anchor"] in RESERVED_ANCHORS or part["anchor"].startswith(RESERVED_BEGINNING):
            yield f"sections[{number}].anchor", f"{part['anchor']} is an anchor of the page's own; choose another."
