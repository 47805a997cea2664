"""Rows become a document: a plain tree of texts, each carrying the language it is really written in.

This is the only place that reads translatable rows for showing; `showing` decides which text stands for a field. A
text that is missing in both languages is None, and what has no name at all is left out.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from articles.documents import DATES, Document, Text, reading_minutes
from articles.freshness import CURRENT, NONE, table
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source
from articles.models.words import Advice, SectionKind, Urgency
from articles.showing import lines, shown, text_of


class Composer:
    """One article in one language. `article` comes with_everything(), else each kind of row is one query more."""

    def __init__(self, article: Article, language: str) -> None:
        self.article, self.language = article, language
        self.numbers = {source.key: number for number, source in enumerate(article.sources.all(), start=1)}

    def text(self, row: Any, field: str) -> Text | None:
        return shown(row, field, self.language)

    def cited(self, row: Any) -> list[int]:
        """The numbers that the sources of `row` have on the page, in order."""
        return sorted({self.numbers[key] for key in row.cites if key in self.numbers})

    def document(self) -> Document:
        article = self.article
        document: Document = {
            "key": article.key,
            "language": self.language,
            "slug": getattr(article, f"slug_{self.language}"),
            "title": self.text(article, "title"),
            "lead": self.text(article, "lead"),
            "credited_to": self.text(article, "credited_to"),
            "topic": {"key": article.topic.key, "name": self.text(article.topic, "name")},
            **{name: _iso(getattr(article, name)) for name in DATES},
            "based_on": self.basis(),
            "provenance": self.provenance(),
            "summary": lines(self.text(article, "summary")),
            "search_words": [word for word in self.search_words() if word["lang"] == self.language],
            "sections": [self.section(row) for row in article.sections.all() if self.text(row, "heading")],
            "sources": [self.source(number, row) for number, row in enumerate(article.sources.all(), start=1)],
        }
        return document | {"minutes": reading_minutes(document)}

    def search_words(self) -> list[Text]:
        """Not shown to anybody, so not tracked either."""
        return lines(text_of(self.article, "search_words", self.language))

    def provenance(self) -> dict[str, Any] | None:
        """Of a translation: the language and the date of the text that all of it was made from; else None."""
        made = [each.state for each in table(self.article) if each.language == self.language]
        if self.language == self.article.source_language or {*made} - {CURRENT, NONE}:
            return None
        return {"from": self.article.source_language, "as_of": _iso(self.article.updated)}

    def basis(self) -> dict[str, Any] | None:
        for row in self.article.sources.all():
            if row.is_basis:
                return {
                    "source": self.numbers[row.key],
                    "by": self.text(row, "basis_by"),
                    "created": _iso(row.basis_created),
                    "updated": _iso(row.basis_updated),
                }
        return None

    def source(self, number: int, row: Source) -> dict[str, Any]:
        citation = {"text": row.citation, "lang": row.language}
        return {"number": number, "key": row.key, "citation": citation, "url": row.url, "year": row.year}

    def section(self, row: Section) -> dict[str, Any]:
        parts = {
            SectionKind.TEXT: lambda: {},
            SectionKind.CAUSES: lambda: {"groups": self.groups()},
            SectionKind.PREVENTION: lambda: {"do": self.advice(Advice.DO), "do_not": self.advice(Advice.DO_NOT)},
            SectionKind.HELP: lambda: {"cards": self.cards()},
        }[SectionKind(row.kind)]()
        return {
            "anchor": row.anchor,
            "kind": row.kind,
            "heading": self.text(row, "heading"),
            "body": self.text(row, "body"),
            "sources": self.cited(row),
        } | parts

    def entries(self, rows: Iterable[Cause | PreventionEntry]) -> list[dict[str, Any]]:
        return [
            {
                "key": row.key,
                "name": self.text(row, "name"),
                "explanation": self.text(row, "explanation"),
                "evidence": row.evidence,
                "sources": self.cited(row),
            }
            for row in rows
            if self.text(row, "name")
        ]

    def groups(self) -> list[dict[str, Any]]:
        """Causes that follow one another under the same group name, as groups."""
        named = groupby(self.article.causes.all(), key=lambda row: (row.group_en, row.group_tr))
        together = [list(rows) for _names, rows in named]
        return [
            {"name": self.text(rows[0], "group"), "icon": rows[0].icon, "entries": entries}
            for rows in together
            if (entries := self.entries(rows))
        ]

    def advice(self, advice: Advice) -> list[dict[str, Any]]:
        return self.entries(row for row in self.article.prevention.all() if row.advice == advice)

    def cards(self) -> list[dict[str, Any]]:
        """The care cards that have lines, the most urgent first."""
        cards = [
            {"urgency": urgency, "items": [self.line(row) for row in self.article.care.all() if self.on(row, urgency)]}
            for urgency in Urgency.values
        ]
        return [card for card in cards if card["items"]]

    def on(self, row: CareItem, urgency: str) -> bool:
        return row.urgency == urgency and self.text(row, "text") is not None

    def line(self, row: CareItem) -> dict[str, Any]:
        return {"key": row.key, "text": self.text(row, "text"), "sources": self.cited(row)}


def compose(article: Article, language: str) -> Document:
    """The document of `article` for readers of `language`: JSON-able, with ISO dates and every text as {text, lang}."""
    return Composer(article, language).document()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
