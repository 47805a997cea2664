"""The sections and entries of one document brought into line with another's, as far as somebody else says they may."""

from typing import Any, Protocol

from articles.models.words import Urgency

Part = dict[str, Any]
LISTS = ("groups", "do", "do_not", "cards")


class Judge(Protocol):
    def concerns(self, place: str) -> bool:
        """Whether the part at `place` may come, or go."""

    def brought(self, place: str, part: Part) -> Part:
        """The part of the other document as it comes."""


def merged(sections: list[Part], others: list[Part], judge: Judge) -> list[Part]:
    """`sections`, without those that `others` have no more, with the new ones, and with their entries merged."""
    theirs = {name: section[name] for section in others for name in LISTS if name in section}
    ours = [section for section in sections if not _gone(section, others, judge)]
    empty = [section["anchor"] for section in sections if not _says_something(section)]
    filled = [_filled(section, theirs, judge) for section in _with_new(ours, others, judge)]
    return [section for section in filled if _says_something(section) or section["anchor"] in empty]


def _gone(section: Part, others: list[Part], judge: Judge) -> bool:
    there = any(other["anchor"] == section["anchor"] for other in others)
    return not there and judge.concerns(f"sections.{section['anchor']}")


def _says_something(section: Part) -> bool:
    return bool(section["body"] or any(section.get(name) for name in LISTS))


def _with_new(sections: list[Part], others: list[Part], judge: Judge) -> list[Part]:
    """`sections`, and each new one of `others` that may come or that has something in it that may, empty as yet."""
    for number, other in enumerate(others):
        place = f"sections.{other['anchor']}"
        has_lists = [name for name in LISTS if name in other]
        there = any(each["anchor"] == other["anchor"] or any(name in each for name in has_lists) for each in sections)
        if not there and (has_lists or judge.concerns(place)):
            empty = other | {name: [] for name in has_lists} | {"sources": []}
            body = other["body"] if judge.concerns(place) else None
            new = judge.brought(place, empty | {"body": body})
            sections = _inserted(sections, new, [each["anchor"] for each in others[:number]], "anchor")
    return sections


def _inserted(parts: list[Part], new: Part, before: list[str], key: str) -> list[Part]:
    """`parts` with `new` after the last of those that come before it."""
    at = max((number for number, part in enumerate(parts, start=1) if part[key] in before), default=0)
    return [*parts[:at], new, *parts[at:]]


def _filled(section: Part, theirs: dict[str, Any], judge: Judge) -> Part:
    """`section` with its lists merged."""
    lists: Part = {}
    for name in ("do", "do_not"):
        if name in section:
            lists[name] = _entries(section[name], theirs.get(name, []), "prevention", judge)
    if "cards" in section:
        lists["cards"] = _cards(section["cards"], theirs.get("cards", []), judge)
    if "groups" in section:
        lists["groups"] = _groups(section["groups"], theirs.get("groups", []), judge)
    return section | lists


def _entries(entries: list[Part], others: list[Part], place: str, judge: Judge) -> list[Part]:
    """`entries` without those that are gone, and with the new ones where the others have them."""
    there, had = {each["key"] for each in others}, {each["key"] for each in entries}
    kept = [each for each in entries if each["key"] in there or not judge.concerns(f"{place}.{each['key']}")]
    for number, other in enumerate(others):
        at = f"{place}.{other['key']}"
        if other["key"] not in had and judge.concerns(at):
            kept = _inserted(kept, judge.brought(at, other), [each["key"] for each in others[:number]], "key")
    return kept


def _cards(cards: list[Part], others: list[Part], judge: Judge) -> list[Part]:
    ours = {card["urgency"]: card["items"] for card in cards}
    theirs = {card["urgency"]: card["items"] for card in others}
    found = [
        {"urgency": each, "items": _entries(ours.get(each, []), theirs.get(each, []), f"care.{each}", judge)}
        for each in Urgency.values
    ]
    return [card for card in found if card["items"]]


def _groups(groups: list[Part], others: list[Part], judge: Judge) -> list[Part]:
    """The groups with what is gone taken out; what is new comes after them, under its group's name."""
    theirs = [entry for group in others for entry in group["entries"]]
    had = {entry["key"] for group in groups for entry in group["entries"]}
    kept = []
    for group in groups:
        own = {entry["key"] for entry in group["entries"]}
        there = [entry for entry in theirs if entry["key"] in own]
        kept.append(group | {"entries": _entries(group["entries"], there, "causes", judge)})
    for group in others:
        new = [entry for entry in group["entries"] if entry["key"] not in had]
        entries = _entries([], new, "causes", judge)
        if entries:
            named = judge.brought(f"causes.{group['entries'][0]['key']}", {"group": group["name"], "sources": []})
            kept.append({"name": named["group"], "icon": group["icon"], "entries": entries})
    return [group for group in kept if group["entries"]]
