"""One text that came back from a translator, and whether it may take its place."""

from dataclasses import dataclass
from typing import Any

from articles import seen
from articles.exchange.sheets import TO_FILL, Sheet
from articles.freshness import CURRENT, NONE, FieldState, fingerprint

ALTERED = "The source's text in the file is not the one that was given out."
GONE = "The article has no such text any more."
MEANWHILE = "The desk has another translation by now, which stays."
EMPTIED = "The file has no translation here; the desk's stays."
OPEN = "Its source has changed since the file was made, so whether the translation still holds is open."
NO_TAGS = "Expected the tags of its source, such as <p>…</p>."


@dataclass(frozen=True)
class Returned:
    """A text of the file: what it says, and by fingerprint what was given out and what that was made from."""

    place: str
    text: str
    source: str
    given: str
    made_from: str
    still_holds: bool

    @property
    def is_written(self) -> bool:
        return fingerprint(self.text) != self.given

    def asks_for(self, now: FieldState | None) -> bool:
        """Whether somebody wrote here, or says that the translation still holds, and the desk does not know it yet."""
        if not self.is_written and not (self.given and self.still_holds):
            return False
        same = now is not None and fingerprint(now.text) == fingerprint(self.text)
        return not same or (now is not None and now.state != CURRENT and not (self.is_written and self._is_old(now)))

    def objection(self, now: FieldState | None) -> str | None:
        """Why it cannot be stored where the article stands as `now`; None if it can."""
        if now is None or now.state == NONE:
            return GONE
        if not self.text:
            return EMPTIED
        if fingerprint(now.text) not in (self.given, fingerprint(self.text)):
            return MEANWHILE
        if fingerprint(self.source) != self.made_from:
            return ALTERED
        if not self.is_written and self._is_old(now):
            return OPEN
        return NO_TAGS if seen.is_prose(now.source) and not seen.is_prose(self.text) else None

    def _is_old(self, now: FieldState) -> bool:
        return fingerprint(now.source) != self.made_from


def returned(sheet: Sheet) -> list[Returned]:
    return [_returned(entry, sheet["from"], sheet["into"]) for entry in sheet["texts"]]


def _returned(entry: dict[str, Any], source: str, language: str) -> Returned:
    text, prints = entry.get(language, "").strip(), entry["fingerprints"]
    return Returned(
        place=entry["place"],
        text="" if text == TO_FILL else text,
        source=entry.get(source, ""),
        given=prints.get(language, ""),
        made_from=prints[source],
        still_holds=entry.get("still_holds", False),
    )
