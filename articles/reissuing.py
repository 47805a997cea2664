"""The last document of a language that nobody publishes now, brought up to date in what is a matter of safety alone.

What has changed there comes in its source's language, with a notice; what is gone goes, what is new comes. Everything
else stays as its readers have it: no word of a draft goes out with it.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from articles import merging, places
from articles.documents import Document, reading_minutes, texts
from articles.freshness import fingerprint
from articles.models import Edition
from articles.safety import fingerprint_of


@dataclass
class Reissue:
    """`last` is what readers have; `source` the document in the language that the texts are made from; `draft` what
    the rows would give the readers of `last`. `ours` are the places that may change, `others` those of them that
    become a matter of safety only now.
    """

    last: Edition
    source: Document
    draft: Document
    ours: set[str]
    others: set[str]
    today: str
    document: Document = field(init=False)

    def __post_init__(self) -> None:
        self.document = deepcopy(self.last.document)
        self.then = places.said(self.last.version.dump)
        self.had, self.now = places.texts(self.last.document), places.texts(self.source)
        self.drafted = places.texts(self.draft)

    def made(self) -> Document:
        """The document: equal to the last one in all that was written, if nothing has to change."""
        self.outdated = {place for place in {**self.had, **self.now} if self._outdated(place)}
        self.document["sections"] = merging.merged(self.document["sections"], self.source["sections"], self)
        for place, (holder, key) in places.leaves(self.document).items():
            if place in self.outdated:
                self._replace(place, holder, key)
        if any("safety_since" in text for text in texts(self.document)):
            self.document["provenance"] = None
        return self.document | {"minutes": reading_minutes(self.document)}

    def concerns(self, place: str) -> bool:
        """Whether anything that stands under `place` may change."""
        return any(each.startswith(f"{place}.") for each in self.ours)

    def brought(self, place: str, part: dict[str, Any]) -> dict[str, Any]:
        """A part of the source's document as readers get it here who did not have it there."""
        said = {name: text for name, text in part.items() if isinstance(text, dict)}
        kept = {name: self.had.get(f"{place}.{name}") for name in said if f"{place}.{name}" not in self.outdated}
        come = {name: kept.get(name) or self.noticed(f"{place}.{name}", text) for name, text in said.items()}
        return part | come | {"sources": self._numbered(part["sources"])}

    def _outdated(self, place: str) -> bool:
        """Whether what readers have here is not what the source says now, nor a translation of it."""
        had, now, drafted = self.had.get(place), self.now.get(place), self.drafted.get(place)
        noticed = had is not None and "safety_since" in had
        if not noticed and place not in self.ours:
            return False
        if had is None or now is None or noticed:
            return fingerprint_of(had) != fingerprint_of(now)
        if drafted and "safety_since" not in drafted and fingerprint_of(drafted) == fingerprint_of(had):
            return False
        then = self.then.get(place, {}).get(self.source["language"])
        return place in self.others or fingerprint(then) != fingerprint_of(now)

    def _replace(self, place: str, holder: dict[str, Any], key: str) -> None:
        """Put the source's text there, and what it rests on."""
        theirs, name = places.leaves(self.source).get(place, ({}, key))
        holder[key] = self.noticed(place, theirs.get(name))
        if "evidence" in theirs:
            holder["evidence"] = theirs["evidence"]
        if theirs is not self.source and "sources" in theirs:
            holder["sources"] = self._numbered(theirs["sources"])

    def noticed(self, place: str, text: Any) -> Any:
        """A text of the source, or its lines, as readers of another language get it."""
        if isinstance(text, list):
            return [self.noticed(place, line) for line in text]
        if text is None or self.source["language"] == self.last.language:
            return text
        return text | {"safety_since": self.drafted.get(place, {}).get("safety_since") or self.today}

    def _numbered(self, numbers: list[int]) -> list[int]:
        """The numbers that sources of the source's document have in this one; it gets those that it lacks."""
        ours = {source["key"]: source["number"] for source in self.document["sources"]}
        for source in self.source["sources"]:
            if source["number"] in numbers and source["key"] not in ours:
                ours[source["key"]] = len(self.document["sources"]) + 1
                self.document["sources"].append(source | {"number": ours[source["key"]]})
        return sorted(ours[source["key"]] for source in self.source["sources"] if source["number"] in numbers)
