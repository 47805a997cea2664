"""What a file for a translator may say when it comes back."""

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from articles.content.shape import Part, a_key, by_language, one_language, writable
from articles.models.words import LANGUAGES


class Writing(fields.Field):
    """A text, or the points of a summary as a list; both become one text."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        lines = value if isinstance(value, list) else [value]
        if not all(isinstance(line, str) for line in lines):
            raise ValidationError("Expected a text; a number or a date needs quotes.")
        text = "\n".join(line.strip() for line in lines)
        writable(text)
        return text


def a_fingerprint() -> fields.Field:
    return fields.String(validate=validate.Regexp(r"^[0-9a-f]{16}\Z", error="Expected 16 digits and letters."))


class Entry(Part):
    """One text. The file's reader is told `where`, `state`, `safety` and `source_was`; nothing is made of them."""

    place = fields.String(required=True)
    where = fields.String()
    state = fields.String()
    safety = fields.Boolean()
    still_holds = fields.Boolean()
    source_was = Writing()
    fingerprints = by_language(a_fingerprint(), required=True)


Texts = Entry.from_dict({code: Writing() for code in LANGUAGES}, name="Texts")


class Body(Part):
    texts = fields.List(fields.Nested(Texts), required=True)

    @validates_schema
    def holds_together(self, data: dict[str, Any], **kwargs: Any) -> None:
        found = dict(_contradictions(data))
        if found:
            raise ValidationError(found)


def _contradictions(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if data["from"] == data["into"]:
        yield "into", "Expected another language than that of the source."
    places = set()
    for number, entry in enumerate(data["texts"]):
        if entry["place"] in places:
            yield f"texts[{number}].place", f"{entry['place']} stands here twice."
        if data["from"] not in entry["fingerprints"]:
            yield f"texts[{number}].fingerprints", f"The fingerprint of the source's text ({data['from']}) is missing."
        places.add(entry["place"])


HEAD: dict[str, Any] = {"translation_of": a_key(required=True)}
HEAD |= {name: one_language(required=True) for name in ("from", "into")}  # "from" is no name that a class may use
Sheet: type[Schema] = Body.from_dict(HEAD, name="Sheet")
