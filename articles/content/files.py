"""A dump as the YAML of a file, and back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import yaml
from marshmallow import Schema
from marshmallow import ValidationError as ShapeError

from articles.content import shape
from articles.content.dumping import Dump, plain

# What PyYAML raises for a date such as 2026-13-45, bytes that are no text, "!!bool maybe", or 3,000 open brackets.
UNREADABLE = (yaml.YAMLError, ValueError, TypeError, AttributeError, LookupError, RecursionError)


class Refused(Exception):
    """The file says something that cannot be stored; `places` says where and what was expected."""

    def __init__(self, places: Sequence[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{place}: {words}" for place, words in places))
        self.places = list(places)


class _Loader(yaml.SafeLoader):
    """YAML's safe loader, which also refuses a key that stands twice: it would silently lose the first text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for name, _value in node.value:
            if str(name.value) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{name.value} stands twice", name.start_mark)
            seen.add(str(name.value))
        return super().construct_mapping(node, deep)


def read(written: str | bytes) -> Dump:
    """The dump that a YAML file holds. Raises Refused for what is no article, with every place that is wrong."""
    return check(parse(written))


def parse(written: str | bytes) -> Any:
    """What a YAML file holds, whatever it is. Raises Refused for what is no YAML."""
    try:
        return yaml.load(written, Loader=_Loader)  # noqa: S506 - a safe loader
    except UNREADABLE as error:
        raise Refused([("file", f"This is not YAML: {' '.join(str(error).split())}")]) from error


def check(loaded: Any) -> Dump:
    """`loaded` as a dump, if it has the shape of an article. Raises Refused."""
    if not isinstance(loaded, dict):
        raise Refused([("file", "Expected the keys of an article.")])
    return shaped(shape.Article(), loaded)


def shaped(expected: Schema, loaded: Any) -> Any:
    """`loaded` as plain data, if it is what is `expected`. Raises Refused."""
    try:
        return plain(expected.load(loaded))
    except ShapeError as error:
        raise Refused(list(_places(error.messages))) from error


def _places(messages: Any, at: str = "") -> Iterable[tuple[str, str]]:
    """Marshmallow's nested messages as (place, words), such as ("causes[3].evidence", "Expected one of …")."""
    if isinstance(messages, dict):
        for name, below in messages.items():
            step = f"[{name}]" if isinstance(name, int) else f".{name}"
            yield from _places(below, at if name == "_schema" else f"{at}{step}".lstrip("."))
    elif isinstance(messages, list):
        for words in messages:
            yield from _places(words, at)
    else:
        yield at or "file", str(messages)


def write(dump: Dump) -> str:
    """The dump as the YAML of a file, its dates as dates."""
    dated = {name: _day(dump[name]) for name in ("first_published", "updated", "next_review") if name in dump}
    if "based_on" in dump:
        basis = dump["based_on"]
        dated["based_on"] = {
            name: _day(said) if name in ("created", "updated") else said for name, said in basis.items()
        }
    return yaml.safe_dump({**dump, **dated}, allow_unicode=True, sort_keys=False, width=110)


def _day(written: str) -> Any:
    return date.fromisoformat(written)
