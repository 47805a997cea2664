"""What one article's file may say: every key, which are required, and what each may hold."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema
from marshmallow.fields import Field

from articles.models.words import (
    LANGUAGES,
    RESERVED_ANCHORS,
    RESERVED_BEGINNING,
    Advice,
    Evidence,
    Icon,
    SectionKind,
    Urgency,
)


def writable(text: str) -> None:
    """Raises ValidationError for what no database takes: NUL, and halves of letters."""
    if re.search("[\x00\ud800-\udfff]", text):
        raise ValidationError("Expected letters; this text holds a sign that is none.")


TEXT: list[Any] = [validate.Length(min=1, error="Expected a text, found nothing."), writable]


def a_key(**kwargs: Any) -> Field:
    words = "Expected small letters, digits and hyphens, such as muscle-spasm."
    return fields.String(validate=validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", error=words), **kwargs)


def a_text(**kwargs: Any) -> Field:
    return fields.String(validate=TEXT, **kwargs)


class ByLanguage(fields.Dict):
    """A mapping of languages to values, whose complaints name the language alone."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(*args, **kwargs)
        except ValidationError as error:
            found = error.messages_dict if isinstance(error.messages, dict) else {}
            flat = {code: below.get("key") or below.get("value") for code, below in found.items()}
            raise ValidationError(flat or error.messages) from error


def by_language(value: Field, **kwargs: Any) -> Field:
    known = validate.OneOf(LANGUAGES, error=f"Expected a language: {', '.join(LANGUAGES)}.")
    return ByLanguage(keys=fields.String(validate=known), values=value, **kwargs)


def two_texts(**kwargs: Any) -> Field:
    return by_language(a_text(), **kwargs)


def two_lists(**kwargs: Any) -> Field:
    return by_language(fields.List(a_text(), validate=validate.Length(min=1)), **kwargs)


def one_of(words: Any, **kwargs: Any) -> Field:
    return fields.String(
        validate=validate.OneOf(words.values, error=f"Expected one of: {', '.join(words.values)}."), **kwargs
    )


class Day(fields.Date):
    """A date, as YAML reads it or as a text 2026-11-22."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._deserialize(str(value), *args, **kwargs)


class Part(Schema):
    class Meta:
        unknown = "raise"

    error_messages = {"unknown": "No such key is known here.", "type": "Expected keys with values here."}


class Topic(Part):
    key = a_key(required=True)
    name = two_texts()


class BasedOn(Part):
    source = a_key(required=True)
    by = two_texts()
    created = Day()
    updated = Day()


class Section(Part):
    anchor = a_key(required=True)
    kind = one_of(SectionKind)
    heading = two_texts(required=True)
    body = two_texts()
    sources = fields.List(a_key())


class Entry(Part):
    key = a_key(required=True)
    name = two_texts(required=True)
    explanation = two_texts()
    evidence = one_of(Evidence)
    sources = fields.List(a_key())


class Cause(Entry):
    group = two_texts()
    icon = one_of(Icon)


class PreventionEntry(Entry):
    advice = one_of(Advice)


class CareItem(Part):
    key = a_key(required=True)
    text = two_texts(required=True)
    sources = fields.List(a_key())


class CareCard(Part):
    urgency = one_of(Urgency, required=True)
    items = fields.List(fields.Nested(CareItem), required=True)


class Source(Part):
    key = a_key(required=True)
    citation = a_text(required=True)
    language = fields.String(validate=validate.Regexp(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?\Z"))
    url = fields.Url(schemes={"http", "https"})
    year = fields.Integer(strict=True, validate=validate.Range(1500, 2200))


class Article(Part):
    """The whole file. Beyond the shape of each part it holds that what is referred to exists, and nothing twice."""

    key = a_key(required=True)
    source_language = fields.String(validate=validate.OneOf(LANGUAGES))
    topic = fields.Nested(Topic, required=True)
    slug = by_language(a_key(), required=True)
    title = two_texts(required=True)
    lead = two_texts(required=True)
    summary = two_lists(required=True)
    search_words = two_lists()
    credited_to = two_texts(required=True)
    first_published = Day(required=True)
    updated = Day(required=True)
    next_review = Day(allow_none=True)
    based_on = fields.Nested(BasedOn)
    sections = fields.List(fields.Nested(Section), required=True, validate=validate.Length(min=1))
    causes = fields.List(fields.Nested(Cause))
    prevention = fields.List(fields.Nested(PreventionEntry))
    care = fields.List(fields.Nested(CareCard))
    sources = fields.List(fields.Nested(Source))

    @validates_schema
    def holds_together(self, data: dict[str, Any], **kwargs: Any) -> None:
        found = [*_missing_in_source_language(data), *_twice(data), *_unknown_sources(data), *_reserved(data)]
        if found:
            raise ValidationError(dict(found))


def _parts(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part that may cite sources, with its place."""
    for kind in ("sections", "causes", "prevention"):
        for number, part in enumerate(data.get(kind, ())):
            yield f"{kind}[{number}]", part
    for number, card in enumerate(data.get("care", ())):
        for line, item in enumerate(card["items"]):
            yield f"care[{number}].items[{line}]", item


def _missing_in_source_language(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    language = data.get("source_language", "en")
    words = f"The text in the source language ({language}) is missing."
    for field in ("slug", "title", "lead", "summary", "credited_to"):
        if language not in data[field]:
            yield field, words
    for place, part in _parts(data):
        for field in ("heading", "name", "text"):
            if field in part and language not in part[field]:
                yield f"{place}.{field}", words


def _twice(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    cards = data.get("care", ())
    items = {f"care[{number}].items": [item["key"] for item in card["items"]] for number, card in enumerate(cards)}
    named = {kind: [part["key"] for part in data.get(kind, ())] for kind in ("causes", "prevention", "sources")}
    anchors = {"sections": [part["anchor"] for part in data["sections"]], "care": [card["urgency"] for card in cards]}
    for place, names in (items | named | anchors).items():
        for name, times in Counter(names).items():
            if times > 1:
                yield place, f"{name} stands here {times} times."
    kinds = Counter(part.get("kind", SectionKind.TEXT.value) for part in data["sections"])
    for kind, times in kinds.items():
        if kind != SectionKind.TEXT and times > 1:
            yield "sections", f"There can be one section of the kind {kind}, found {times}."


def _unknown_sources(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = {source["key"] for source in data.get("sources", ())}
    for place, part in _parts(data):
        for name in part.get("sources", ()):
            if name not in known:
                yield f"{place}.sources", f"{name} is not among the sources of this article."
    if "based_on" in data and data["based_on"]["source"] not in known:
        yield "based_on.source", f"{data['based_on']['source']} is not among the sources of this article."


def _reserved(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(data["sections"]):
        if part["anchor"] in RESERVED_ANCHORS or part["anchor"].startswith(RESERVED_BEGINNING):
            yield f"sections[{number}].anchor", f"{part['anchor']} is an anchor of the page's own; choose another."
