"""Two versions, or two editions, of an article: only what differs, by its place, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles import differences
from articles.passages import ORDER, Passage, passages


@dataclass(frozen=True)
class Difference:
    """What differs in one place; `language` is None for what is in no language, such as a date."""

    place: tuple[str, ...]
    language: str | None
    runs: list[differences.Run]


def compare(before: Any, after: Any) -> list[Difference]:
    """What differs between two dumps, or two documents of one language, in the order of the page."""
    old, new = ({each.path: each for each in passages(tree)} for tree in (before, after))
    return [found for path in _in_order(old, new) if (found := _difference(old.get(path), new.get(path)))]


def _in_order(old: dict[tuple[str, ...], Passage], new: dict[tuple[str, ...], Passage]) -> Iterator[tuple[str, ...]]:
    """The places of both: those of `new`, and each that is gone behind the one that it stood behind."""
    behind: dict[tuple[str, ...] | None, list[tuple[str, ...]]] = {}
    last = None
    for path in old:
        if path in new:
            last = path
        else:
            behind.setdefault(last, []).append(path)
    yield from behind.get(None, [])
    for path in new:
        yield path
        yield from behind.get(path, [])


def _difference(old: Passage | None, new: Passage | None) -> Difference | None:
    one = new or old
    if one is None or (old and new and old.text == new.text and old.language == new.language):
        return None
    if one.path[-1] == ORDER:
        return _moved(old, new) if old and new else None
    runs = differences.words(old.text if old else "", new.text if new else "")
    if old and new and old.language != new.language:  # the text of one language stood in for the other's
        runs = [("gone", old.text), ("new", new.text)]
    return Difference(one.place, one.language, runs)


def _moved(old: Passage, new: Passage) -> Difference | None:
    """The order of the parts that both have, if it is another; what came or went says so itself."""
    before, after = old.text.split("\n"), new.text.split("\n")
    kept = [name for name in before if name in after], [name for name in after if name in before]
    if kept[0] == kept[1]:
        return None
    return Difference(new.place, None, [("gone", ", ".join(kept[0])), ("new", ", ".join(kept[1]))])
