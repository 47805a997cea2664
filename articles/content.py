"""One way of writing an article down, three uses: the file, the version kept at every save, the freezing of editions.

A dump is plain JSON-able data in the order of a file: `dump` makes it from rows, `store` makes rows from it, and
`read` and `write` turn it into YAML and back.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from marshmallow import ValidationError as ShapeError

from articles import shape
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic, Version
from articles.models.words import Urgency

Dump = dict[str, Any]

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LINES = ("summary", "search_words")


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
    try:
        loaded = yaml.load(written, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-13-45, or bytes that are no text
        raise Refused([("file", f"This is not YAML: {' '.join(str(error).split())}")]) from error
    return check(loaded)


def check(loaded: Any) -> Dump:
    """`loaded` as a dump, if it has the shape of an article. Raises Refused."""
    if not isinstance(loaded, dict):
        raise Refused([("file", "Expected the keys of an article.")])
    try:
        return _plain(shape.Article().load(loaded))
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


def _plain(value: Any) -> Any:
    """Dates as ISO texts, so that a dump is JSON."""
    if isinstance(value, dict):
        return {name: _plain(below) for name, below in value.items() if below is not None}
    if isinstance(value, list):
        return [_plain(below) for below in value]
    return value.isoformat() if isinstance(value, date) else value


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


# --- Rows to dump -------------------------------------------------------------------------


def _texts(row: models.Model, field: str) -> dict[str, Any]:
    """{field: {language: text}} for the languages that have one; {} if none has."""
    written = {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}
    filled = {code: text.splitlines() if field in LINES else text for code, text in written.items() if text}
    return {field: filled} if filled else {}


def _filled(**values: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", [])}


def _cited(row: Any) -> dict[str, Any]:
    return _filled(sources=row.cites)


def _entry(row: Cause | PreventionEntry) -> Dump:
    return {**_texts(row, "name"), **_texts(row, "explanation"), **_filled(evidence=row.evidence), **_cited(row)}


def _care(article: Article) -> list[Dump]:
    cards = {urgency: [row for row in article.care.all() if row.urgency == urgency] for urgency in Urgency.values}
    return [
        {"urgency": urgency, "items": [{"key": row.key, **_texts(row, "text"), **_cited(row)} for row in rows]}
        for urgency, rows in cards.items()
        if rows
    ]


def _source(row: Source) -> Dump:
    return {"key": row.key, "citation": row.citation, "language": row.language, **_filled(url=row.url, year=row.year)}


def _based_on(article: Article) -> Dump | None:
    for row in article.sources.all():
        if row.is_basis:
            by = {"by": texts["basis_by"]} if (texts := _texts(row, "basis_by")) else {}
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
        "topic": {"key": article.topic.key, **_texts(article.topic, "name")},
        **words,
        **_filled(
            first_published=article.first_published,
            updated=article.updated,
            next_review=article.next_review,
            based_on=_based_on(article),
        ),
        "sections": [
            {"anchor": row.anchor, "kind": row.kind, **_texts(row, "heading"), **_texts(row, "body"), **_cited(row)}
            for row in article.sections.all()
        ],
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


# --- Dump to rows -------------------------------------------------------------------------


def _columns(fields: Iterable[str], part: Dump) -> dict[str, str | None]:
    """{"title_en": …, "title_tr": …} for each translated field, empty where the part has no text."""
    columns: dict[str, str | None] = {}
    for field in fields:
        for code in LANGUAGES:
            text = part.get(field, {}).get(code)
            columns[f"{field}_{code}"] = "\n".join(text) if isinstance(text, list) else text or ""
    return columns


def _save(row: Any, values: dict[str, Any], place: str) -> Any:
    """Set, check and save one row. Raises Refused with its place in the file."""
    for name, value in values.items():
        setattr(row, name, value)
    try:
        # The un-suffixed columns mirror one of the two languages; what is wrong with them is said of that one.
        row.full_clean(exclude={name.removesuffix("_en") for name in values if name.endswith("_en")})
    except ValidationError as error:
        places = [(_place(place, name), " ".join(words)) for name, words in error.message_dict.items()]
        raise Refused(places) from error
    row.save()
    return row


def _place(part: str, column: str) -> str:
    """Where the file says what `column` holds: "causes[0]" and "name_en" are at causes[0].name.en."""
    field, _underscore, code = column.rpartition("_")
    name = f"{field}.{code}" if code in LANGUAGES else column
    return part or "file" if column == NON_FIELD_ERRORS else f"{part}.{name}".lstrip(".")


class _Storing:
    """One dump on its way into the rows of one article."""

    def __init__(self, article: Article, dump: Dump) -> None:
        self.article, self.dump = article, dump

    def rows(
        self, kind: str, model: Any, parts: list[Dump], key: str, texts: Sequence[str], plain: dict[str, Any]
    ) -> None:
        """Make the rows of one kind say what `parts` say: updated in place by key, the others removed.

        `texts` names the translated fields and `plain` the others with their defaults.
        """
        known = {row.key if key == "key" else row.anchor: row for row in getattr(self.article, kind).all()}
        for number, part in enumerate(parts):
            row = known.pop(part[key], None) or model(article=self.article)
            values = {name: part.get(name, default) for name, default in plain.items()} | _columns(texts, part)
            cites = {} if model is Source else {"cites": part.get("sources", [])}
            _save(row, {key: part[key], "position": 10 * (number + 1), **values, **cites}, f"{kind}[{number}]")
        for row in known.values():
            row.delete()

    def store(self) -> None:
        dump, basis = self.dump, self.dump.get("based_on", {})
        self.article.sources.update(is_basis=False, basis_created=None, basis_updated=None)
        self.article.sections.update(kind="text")  # two sections may exchange their kinds
        parts = [_with_basis(part, basis) for part in dump.get("sources", ())]
        plain = {"citation": "", "language": "en", "url": "", "year": None}
        basis_plain = {"is_basis": False, "basis_created": None, "basis_updated": None}
        self.rows("sources", Source, parts, "key", ["basis_by"], plain | basis_plain)
        self.rows("sections", Section, dump["sections"], "anchor", ["heading", "body"], {"kind": "text"})
        entry = ["name", "explanation"]
        self.rows("causes", Cause, dump.get("causes", []), "key", ["group", *entry], {"evidence": "", "icon": ""})
        self.rows(
            "prevention", PreventionEntry, dump.get("prevention", []), "key", entry, {"evidence": "", "advice": "do"}
        )
        self.care(dump.get("care", []))

    def care(self, cards: list[Dump]) -> None:
        known = {(row.urgency, row.key): row for row in self.article.care.all()}
        for number, card in enumerate(cards):
            for place, part in enumerate(card["items"]):
                row = known.pop((card["urgency"], part["key"]), None) or CareItem(article=self.article)
                values = {"urgency": card["urgency"], "key": part["key"], "position": 10 * (place + 1)}
                texts = _columns(["text"], part) | {"cites": part.get("sources", [])}
                _save(row, values | texts, f"care[{number}].items[{place}]")
        for row in known.values():
            row.delete()


def _with_basis(part: Dump, basis: Dump) -> Dump:
    if part["key"] != basis.get("source"):
        return part
    dates = {f"basis_{name}": basis[name] for name in ("created", "updated") if name in basis}
    return part | dates | {"is_basis": True, "basis_by": basis.get("by", {})}


@transaction.atomic
def store(dump: Dump, *, by: User | None = None, remark: str = "") -> Article:
    """Make the rows of the article `dump["key"]` say what `dump` says, and keep a version of it.

    All or nothing: raises Refused, with the place, for what the database does not take.
    """
    topic = Topic.objects.filter(key=dump["topic"]["key"]).first() or Topic(key=dump["topic"]["key"])
    names = {name: text for name, text in _columns(["name"], dump["topic"]).items() if text}
    topic = _save(topic, names, "topic")
    article = Article.objects.locked().filter(key=dump["key"]).first() or Article(key=dump["key"])
    plain = {"topic": topic, "source_language": dump.get("source_language", "en")}
    days = {name: dump.get(name) for name in ("first_published", "updated", "next_review")}
    texts = _columns(["title", "lead", "summary", "search_words", "credited_to"], dump)
    slugs = {name: slug or None for name, slug in _columns(["slug"], dump).items()}
    _save(article, plain | days | texts | slugs, "")
    _Storing(article, dump).store()
    article = Article.objects.with_everything().get(pk=article.pk)
    keep_version(article, by=by, remark=remark)
    return article


# --- Versions -----------------------------------------------------------------------------


def keep_version(article: Article, *, by: User | None = None, remark: str = "") -> Version:
    """The version that holds what `article` says now: the last one, if nothing has changed since, else a new one."""
    said = dump(Article.objects.with_everything().get(pk=article.pk))
    last = article.versions.first()
    if last and last.dump == said:
        return last
    return Version.objects.create(article=article, dump=said, saved_by=by, remark=remark)


def restore(version: Version, *, by: User | None = None) -> Article:
    """Make the texts of `version` the draft again. Dates, the topic's name and what is published stay as they are."""
    said = dump(Article.objects.with_everything().get(pk=version.article_id))
    kept = {name: said[name] for name in ("first_published", "updated", "next_review") if name in said}
    texts = {name: part for name, part in version.dump.items() if name != "next_review"}
    topic = {"key": texts["topic"]["key"]}
    return store({**texts, **kept, "topic": topic}, by=by, remark=f"restored from version {version.pk}")
