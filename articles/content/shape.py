"""What one article's file may say: every key, which are required, and what each may hold."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema
from marshmallow.fields import Field

from articles.content.contradictions import contradictions
from articles.models.words import LANGUAGES, Advice, Evidence, Icon, SectionKind, Urgency


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


def one_language(**kwargs: Any) -> Field:
    return fields.String(validate=validate.OneOf(LANGUAGES), **kwargs)


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


def by_field(value: Field, names: tuple[str, ...]) -> Field:
    """A mapping of some of a part's fields to a value for each language."""
    known = validate.OneOf(names, error=f"Expected one of: {', '.join(names)}.")
    return fields.Dict(keys=fields.String(validate=known), values=by_language(value))


def fingerprints_of(*names: str) -> Field:
    words = "Expected what a dump says here: 16 digits and letters, or unknown."
    return by_field(fields.String(validate=validate.Regexp(r"^([0-9a-f]{16}|unknown)\Z", error=words)), names)


def days_of(*names: str) -> Field:
    return by_field(Day(), names)


class Part(Schema):
    class Meta:
        unknown = "raise"

    error_messages = {"unknown": "No such key is known here.", "type": "Expected keys with values here."}


class Topic(Part):
    key = a_key(required=True)
    name = two_texts()
    made_from = fingerprints_of("name")
    safety_since = days_of("name")


class BasedOn(Part):
    source = a_key(required=True)
    by = two_texts()
    made_from = fingerprints_of("by")
    safety_since = days_of("by")
    created = Day()
    updated = Day()


class Section(Part):
    anchor = a_key(required=True)
    kind = one_of(SectionKind)
    heading = two_texts(required=True)
    body = two_texts()
    made_from = fingerprints_of("heading", "body")
    safety_since = days_of("heading", "body")
    sources = fields.List(a_key())


class Entry(Part):
    key = a_key(required=True)
    name = two_texts(required=True)
    explanation = two_texts()
    made_from = fingerprints_of("name", "explanation")
    safety_since = days_of("name", "explanation")
    evidence = one_of(Evidence)
    sources = fields.List(a_key())


class Cause(Entry):
    group = two_texts()
    icon = one_of(Icon)
    made_from = fingerprints_of("group", "name", "explanation")
    safety_since = days_of("group", "name", "explanation")


class PreventionEntry(Entry):
    advice = one_of(Advice)


class CareItem(Part):
    key = a_key(required=True)
    text = two_texts(required=True)
    made_from = fingerprints_of("text")
    safety_since = days_of("text")
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
    source_language = one_language()
    topic = fields.Nested(Topic, required=True)
    slug = by_language(a_key(), required=True)
    title = two_texts(required=True)
    lead = two_texts(required=True)
    summary = two_lists(required=True)
    search_words = two_lists()
    credited_to = two_texts(required=True)
    made_from = fingerprints_of("title", "lead", "summary", "credited_to")
    safety_since = days_of("title", "lead", "summary", "credited_to")
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
        found = list(contradictions(data))
        if found:
            raise ValidationError(dict(found))
