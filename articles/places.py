"""Where each text of an article stands, by one name in rows, dumps and documents alike: "causes.low-minerals.name"."""

from collections.abc import Iterator
from typing import Any

from articles.documents import Document, Text
from articles.models import Article, Topic
from articles.models.words import SectionKind, Urgency

WITHIN = {SectionKind.CAUSES: "causes", SectionKind.PREVENTION: "prevention", SectionKind.HELP: "care"}


def rows(article: Article) -> Iterator[tuple[str, Any, str]]:
    """(place, row, field) of every text that readers get, in the order of the page. It comes with_everything()."""
    yield from of_topic(article.topic)
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


def of_topic(topic: Topic) -> Iterator[tuple[str, Any, str]]:
    """The same for what a topic says of itself, by the names that its articles have for it."""
    yield "topic.name", topic, "name"


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


Leaf = tuple[dict[str, Any], str]


def holders(dump: dict[str, Any]) -> dict[str, Leaf]:
    """{place: (the part of a dump, its key there)} of every text that readers get."""
    found: dict[str, Leaf] = {name: (dump, name) for name in ("title", "lead", "credited_to", "summary")}
    found["topic.name"] = (dump["topic"], "name")
    if "based_on" in dump:
        found[f"sources.{dump['based_on']['source']}.basis_by"] = (dump["based_on"], "by")
    for section in dump["sections"]:
        found |= _leaves(f"sections.{section['anchor']}", section, "heading", "body")
    for kind in ("causes", "prevention"):
        for part in dump.get(kind, ()):
            found |= _leaves(f"{kind}.{part['key']}", part, "group", "name", "explanation")
    for card in dump.get("care", ()):
        for item in card["items"]:
            found |= _leaves(f"care.{card['urgency']}.{item['key']}", item, "text")
    return {place: (part, name) for place, (part, name) in found.items() if part.get(name)}


def said(dump: dict[str, Any]) -> dict[str, dict[str, str]]:
    """{place: {language: text}} of every text in a dump that readers get."""
    return {place: _whole_texts(part[name]) for place, (part, name) in holders(dump).items()}


def _whole_texts(texts: dict[str, Any]) -> dict[str, str]:
    return {code: "\n".join(text) if isinstance(text, list) else text for code, text in texts.items()}


def leaves(document: Document) -> dict[str, Leaf]:
    """{place: (what holds it, its key there)} of every text that a document has room for, filled or None."""
    found: dict[str, Leaf] = {name: (document, name) for name in ("title", "lead", "credited_to", "summary")}
    found["topic.name"] = (document["topic"], "name")
    if document["based_on"]:
        keys = {source["number"]: source["key"] for source in document["sources"]}
        found[f"sources.{keys[document['based_on']['source']]}.basis_by"] = (document["based_on"], "by")
    for section in document["sections"]:
        found |= _leaves(f"sections.{section['anchor']}", section, "heading", "body")
        for group in section.get("groups", ()):
            found[f"causes.{group['entries'][0]['key']}.group"] = (group, "name")
        for place, entry in entries(section):
            found |= _leaves(place, entry, "name", "explanation", "text")
    return found


def _leaves(place: str, part: dict[str, Any], *fields: str) -> dict[str, Leaf]:
    return {f"{place}.{field}": (part, field) for field in fields if field in part}


def entries(section: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, entry) of every entry in a section of a document: "causes.low-minerals", "care.urgent.swelling"."""
    for group in section.get("groups", ()):
        yield from ((f"causes.{entry['key']}", entry) for entry in group["entries"])
    for name in ("do", "do_not"):
        yield from ((f"prevention.{entry['key']}", entry) for entry in section.get(name, ()))
    for card in section.get("cards", ()):
        yield from ((f"care.{card['urgency']}.{item['key']}", item) for item in card["items"])


def texts(document: Document) -> dict[str, Text]:
    """{place: text} of what a document says; the lines of a summary are one text."""
    found = {place: holder[key] for place, (holder, key) in leaves(document).items() if holder[key]}
    return {place: _whole(text) if isinstance(text, list) else text for place, text in found.items()}


def _whole(lines: list[Text]) -> Text:
    return {**lines[0], "text": "\n".join(line["text"] for line in lines)}


def of_safety(document: Document) -> set[str]:
    """The places of the texts that are a matter of safety by themselves."""
    return {
        f"{place}.{field}"
        for section in document["sections"]
        for place, entry in entries({name: section.get(name, ()) for name in ("do_not", "cards")})
        for field in ("name", "explanation", "text")
        if entry.get(field)
    }
