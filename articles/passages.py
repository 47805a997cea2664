"""A dump or a document as a flat list of passages, each with its place in words, so that two can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models.words import LANGUAGES, Advice, Evidence, Icon, SectionKind, Urgency

ORDER = "order"
KNOWN_BY = ("anchor", "key", "urgency")  # what tells one part of a list from another
NAMED_BY = ("heading", "name", "text", "citation")
IN_PART = (*KNOWN_BY, "number", "made_from")
OF_ITSELF = ("key", "language", "minutes", "made_from", "provenance")  # said by nobody who writes
CHOICES = {"evidence": Evidence, "kind": SectionKind, "advice": Advice, "icon": Icon}
NAMES = {
    "advice": _("advice"), "based_on": _("based on"), "body": _("text"), "by": _("its author"), "causes": _("causes"),
    "care": _("care cards"), "cards": _("care cards"), "citation": _("citation"), "created": _("it was created"),
    "credited_to": _("written by"), "do": _("do"), "do_not": _("do not"), "evidence": _("evidence"),
    "explanation": _("explanation"), "first_published": _("first published"), "group": _("group"),
    "heading": _("heading"), "icon": _("drawing"), "kind": _("kind"), "language": _("language of the citation"),
    "lead": _("lead"), "name": _("name"), "next_review": _("next review"), ORDER: _("order"),
    "prevention": _("prevention"), "search_words": _("search words"), "sections": _("sections"), "slug": _("address"),
    "source": _("source"), "source_language": _("written first in"), "sources": _("sources"),
    "summary": _("content summary"), "text": _("line"), "title": _("title"), "topic": _("topic"),
    "updated": _("updated"), "url": _("address"), "year": _("year"),
}  # fmt: skip
UNNAMED = ("groups", "entries", "items")  # lists whose parts say enough


@dataclass(frozen=True)
class Passage:
    """One text, value or order of parts. `path` tells it from others, `place` says in words where it stands."""

    path: tuple[str, ...]
    place: tuple[str, ...]
    language: str | None
    text: str


def passages(tree: Any, path: tuple[str, ...] = (), place: tuple[str, ...] = ()) -> Iterator[Passage]:
    """Every passage of a dump or a document, in the order of the page."""
    if is_text(tree):
        yield Passage(path, place, tree["lang"], tree["text"])
    elif isinstance(tree, dict) and tree and tree.keys() <= set(LANGUAGES):
        for code in tree:
            yield Passage((*path, code), place, code, _plain(tree[code]))
    elif isinstance(tree, dict):
        for name, below in tree.items():
            if name not in (IN_PART if path else OF_ITSELF):
                named = place if name in UNNAMED else (*place, str(NAMES.get(name, name)))
                yield from passages(below, (*path, name), named)
    elif isinstance(tree, list) and tree and all(isinstance(each, dict) for each in tree):
        yield from _lines(tree, path, place) if is_text(tree[0]) else _parts(tree, path, place)
    elif tree not in (None, "", []):
        yield Passage(path, place, None, _said(path[-1], tree))


def is_text(tree: Any) -> bool:
    """Whether it is a text of a document; a dump's text is known by having languages for keys."""
    return isinstance(tree, dict) and "lang" in tree and isinstance(tree.get("text"), str)


def _lines(tree: list[dict[str, str]], path: tuple[str, ...], place: tuple[str, ...]) -> Iterator[Passage]:
    yield Passage(path, place, tree[0]["lang"], "\n".join(each["text"] for each in tree))


def _parts(tree: list[dict[str, Any]], path: tuple[str, ...], place: tuple[str, ...]) -> Iterator[Passage]:
    known = [_known(number, part) for number, part in enumerate(tree)]
    yield Passage((*path, ORDER), (*place, str(NAMES[ORDER])), None, "\n".join(known))
    for name, part in zip(known, tree, strict=True):
        above = place[:-1] if place and path[-1] not in UNNAMED else place
        yield from passages(part, (*path, name), (*above, _name(part) or name))


def _known(number: int, part: dict[str, Any]) -> str:
    """What the part is known by among its like; its name or its number, where it has no key."""
    key = next((part[name] for name in KNOWN_BY if name in part), None)
    return str(key or _name(part) or number)


def _name(part: dict[str, Any]) -> str:
    """What the part is called, in the language of whoever compares or else in the other one."""
    if "urgency" in part:
        return str(Urgency(part["urgency"]).label)
    called = next((part[name] for name in NAMED_BY if part.get(name)), "")
    if isinstance(called, str):
        return called
    return called["text"] if is_text(called) else called.get(get_language()) or next(iter(called.values()))


def _plain(text: Any) -> str:
    return "\n".join(text) if isinstance(text, list) else str(text)


def _said(name: str, value: Any) -> str:
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
