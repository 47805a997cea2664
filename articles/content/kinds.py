"""How the lists of a dump stand to the rows that they become."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.content.dumping import Dump
from articles.models import CareItem, Cause, PreventionEntry, Section, Source

COLUMNS = {"sources": "cites"}  # where a column has another name than its key in the file


@dataclass(frozen=True)
class Kind:
    """How one list of a dump becomes rows."""

    model: type[Any]
    known_by: tuple[str, ...]  # what tells one row from another within the article
    texts: tuple[str, ...]  # the translated fields
    plain: dict[str, Any]  # the others, with what stands where the file says nothing


CITING: dict[str, Any] = {"sources": []}
KINDS = {
    "sources": Kind(
        Source,
        ("key",),
        ("basis_by",),
        {"citation": "", "language": "en", "url": "", "year": None}
        | {"is_basis": False, "basis_created": None, "basis_updated": None},
    ),
    "sections": Kind(Section, ("anchor",), ("heading", "body"), {"kind": "text"} | CITING),
    "causes": Kind(Cause, ("key",), ("group", "name", "explanation"), {"evidence": "", "icon": ""} | CITING),
    "prevention": Kind(PreventionEntry, ("key",), ("name", "explanation"), {"evidence": "", "advice": "do"} | CITING),
    "care": Kind(CareItem, ("urgency", "key"), ("text",), CITING),
}


def parts_said(said: Dump, kind: str) -> Iterator[tuple[str, Dump]]:
    """Each part that the file lists of one kind, with its place; the lines of all care cards are one list."""
    for number, part in enumerate(said.get(kind, ())):
        if kind == "care":
            for line, item in enumerate(part["items"]):
                yield f"care[{number}].items[{line}]", item | {"urgency": part["urgency"]}
        elif kind == "sources" and part["key"] == said.get("based_on", {}).get("source"):
            yield f"sources[{number}]", part | _basis(said["based_on"])
        else:
            yield f"{kind}[{number}]", part


def _basis(based_on: Dump) -> Dump:
    dates = {f"basis_{name}": based_on[name] for name in ("created", "updated") if name in based_on}
    named = [name for name in ("made_from", "safety_since") if "by" in based_on.get(name, {})]
    marks = {name: {"basis_by": based_on[name]["by"]} for name in named}
    return dates | marks | {"is_basis": True, "basis_by": based_on.get("by", {})}
