"""Rows become a dump."""

from datetime import date
from typing import Any

from django.db import models

from articles.content.made_from import marks_said
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source
from articles.models.words import LANGUAGES, Urgency

Dump = dict[str, Any]

LINES = ("summary", "search_words")  # one point a line in the rows, a list in the file


def plain(value: Any) -> Any:
    """Dates as ISO texts, so that a dump is JSON."""
    if isinstance(value, dict):
        return {name: plain(below) for name, below in value.items() if below is not None}
    if isinstance(value, list):
        return [plain(below) for below in value]
    return value.isoformat() if isinstance(value, date) else value


def lines_in(text: str) -> list[str]:
    """The points of a text that holds one a line; blank lines are none."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _texts(row: models.Model, field: str) -> dict[str, Any]:
    """{field: {language: text}} for the languages that have one; {} if none has."""
    written = {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}
    filled = {code: lines_in(text) if field in LINES else text for code, text in written.items() if text}
    return {field: filled} if filled else {}


def _filled(**values: Any) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items() if value not in (None, "", [])}


def _cited(row: Any) -> dict[str, Any]:
    return _filled(sources=row.cites)


def _entry(row: Cause | PreventionEntry) -> Dump:
    texts = {**_texts(row, "name"), **_texts(row, "explanation"), **marks_said(row)}
    return {**texts, **_filled(evidence=row.evidence), **_cited(row)}


def _line(row: CareItem) -> Dump:
    return {"key": row.key, **_texts(row, "text"), **marks_said(row), **_cited(row)}


def _section(row: Section) -> Dump:
    texts = {**_texts(row, "heading"), **_texts(row, "body"), **marks_said(row)}
    return {"anchor": row.anchor, "kind": row.kind, **texts, **_cited(row)}


def _care(article: Article) -> list[Dump]:
    cards = {urgency: [row for row in article.care.all() if row.urgency == urgency] for urgency in Urgency.values}
    return [{"urgency": urgency, "items": [_line(row) for row in rows]} for urgency, rows in cards.items() if rows]


def _source(row: Source) -> Dump:
    return {"key": row.key, "citation": row.citation, "language": row.language, **_filled(url=row.url, year=row.year)}


def _based_on(article: Article) -> Dump | None:
    for row in article.sources.all():
        if row.is_basis:
            by = {"by": texts["basis_by"]} if (texts := _texts(row, "basis_by")) else {}
            by |= marks_said(row, basis_by="by")
            return {"source": row.key, **by, **_filled(created=row.basis_created, updated=row.basis_updated)}
    return None


def dump(article: Article) -> Dump:
    """Everything that `article` says in its rows, in the order of a file. Loading it again changes nothing."""
    words: Dump = {}
    for field in ("slug", "title", "lead", "summary", "search_words", "credited_to"):
        words |= _texts(article, field)
    return {
        "key": article.key,
        "source_language": article.source_language,
        "topic": {"key": article.topic.key, **_texts(article.topic, "name"), **marks_said(article.topic)},
        **words,
        **marks_said(article),
        **_filled(
            first_published=article.first_published,
            updated=article.updated,
            next_review=article.next_review,
            based_on=_based_on(article),
        ),
        "sections": [_section(row) for row in article.sections.all()],
        **_filled(
            causes=[
                {"key": row.key, **_texts(row, "group"), **_filled(icon=row.icon), **_entry(row)}
                for row in article.causes.all()
            ],
            prevention=[{"key": row.key, "advice": row.advice, **_entry(row)} for row in article.prevention.all()],
            care=_care(article),
            sources=[_source(row) for row in article.sources.all()],
        ),
    }
