"""Where each text of an article stands, by one name in rows, dumps and documents alike: "causes.low-minerals.name"."""

from collections.abc import Iterator
from typing import Any

from articles.models import Article
from articles.models.words import SectionKind, Urgency

WITHIN = {SectionKind.CAUSES: "causes", SectionKind.PREVENTION: "prevention", SectionKind.HELP: "care"}


def rows(article: Article) -> Iterator[tuple[str, Any, str]]:
    """(place, row, field) of every text that readers get, in the order of the page. It comes with_everything()."""
    yield "topic.name", article.topic, "name"
    for field in ("title", "lead", "credited_to"):
        yield field, article, field
    for row in article.sources.all():
        if row.is_basis:
            yield f"sources.{row.key}.basis_by", row, "basis_by"
    yield "summary", article, "summary"
    left = dict.fromkeys(WITHIN.values())
    for section in article.sections.all():
        yield from _fields(f"sections.{section.anchor}", section)
        kind = WITHIN.get(SectionKind(section.kind), "")
        if kind in left:
            left.pop(kind)
            yield from _entries(article, kind)
    for kind in left:
        yield from _entries(article, kind)


def _entries(article: Article, kind: str) -> Iterator[tuple[str, Any, str]]:
    found = list(getattr(article, kind).all())
    if kind == "care":
        found.sort(key=lambda row: Urgency.values.index(row.urgency))
    for row in found:
        name = f"{row.urgency}.{row.key}" if kind == "care" else row.key
        yield from _fields(f"{kind}.{name}", row)


def _fields(place: str, row: Any) -> Iterator[tuple[str, Any, str]]:
    for field in row.tracked:
        yield f"{place}.{field}", row, field


def said(dump: dict[str, Any]) -> dict[str, dict[str, str]]:
    """{place: {language: text}} of every text in a dump that readers get."""
    found = {"topic.name": dump["topic"].get("name", {}), "summary": _lines(dump["summary"])}
    found |= {field: dump.get(field, {}) for field in ("title", "lead", "credited_to")}
    if "based_on" in dump:
        found[f"sources.{dump['based_on']['source']}.basis_by"] = dump["based_on"].get("by", {})
    for section in dump["sections"]:
        found |= _texts(f"sections.{section['anchor']}", section, "heading", "body")
    for kind in ("causes", "prevention"):
        for part in dump.get(kind, ()):
            found |= _texts(f"{kind}.{part['key']}", part, "group", "name", "explanation")
    for card in dump.get("care", ()):
        for item in card["items"]:
            found |= _texts(f"care.{card['urgency']}.{item['key']}", item, "text")
    return {place: texts for place, texts in found.items() if texts}


def _texts(place: str, part: dict[str, Any], *fields: str) -> dict[str, dict[str, str]]:
    return {f"{place}.{field}": part[field] for field in fields if field in part}


def _lines(lists: dict[str, list[str]]) -> dict[str, str]:
    return {code: "\n".join(lines) for code, lines in lists.items()}
