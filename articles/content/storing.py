"""A dump becomes rows: updated in place by key, all of them or none."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from articles.content.dumping import Dump, dump
from articles.content.files import Refused
from articles.content.kinds import COLUMNS, KINDS, parts_said
from articles.content.made_from import put_marks
from articles.content.versions import keep_version
from articles.models import Article, Topic, Version
from articles.models.words import LANGUAGES
from articles.signals import told_once

DAYS = ("first_published", "updated", "next_review")
TEXTS = ("title", "lead", "summary", "search_words", "credited_to")


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


def _save_part(row: Any, values: dict[str, Any], place: str, said: Dump, alone: bool = False) -> Any:
    """The same for a row whose texts have marks, which `said` may name."""
    before = row.made_from
    put_marks(_save(row, values, place), before, said, alone=alone)
    return row


def _place(part: str, column: str) -> str:
    """Where the file says what `column` holds: "causes[0]" and "name_en" are at causes[0].name.en."""
    field, _underscore, code = column.rpartition("_")
    name = f"{field}.{code}" if code in LANGUAGES else column
    return part or "file" if column == NON_FIELD_ERRORS else f"{part}.{name}".lstrip(".")


def _store_rows(article: Article, kind: str, said: Dump, alone: bool) -> None:
    """Make the rows of one kind say what the dump says: updated in place, the others removed."""
    shape = KINDS[kind]
    known = {tuple(getattr(row, name) for name in shape.known_by): row for row in getattr(article, kind).all()}
    for number, (place, part) in enumerate(parts_said(said, kind), start=1):
        names = {name: part[name] for name in shape.known_by}
        plain = {COLUMNS.get(name, name): part.get(name, default) for name, default in shape.plain.items()}
        row = known.pop(tuple(names.values()), None) or shape.model(article=article)
        columns = names | plain | _columns(shape.texts, part) | {"position": 10 * number}
        _save_part(row, columns, place, part, alone)
    for row in known.values():
        row.delete()


def store(said: Dump, *, by: User | None = None, remark: str = "") -> Article:
    """Make the rows of the article `said["key"]` say what the dump `said` says, and keep a version of it.

    A translation that is the row's own keeps its mark; a changed or new one is made from the dump's source, unless
    the dump says otherwise. All or nothing: raises Refused, with the place, for what the database does not take.
    """
    return _store(said, by, remark, alone=False)


@transaction.atomic
@told_once()
def _store(said: Dump, by: User | None, remark: str, *, alone: bool) -> Article:
    """`alone`: whether the marks, too, are those of the dump and nothing else."""
    article = Article.objects.locked().filter(key=said["key"]).first() or Article(key=said["key"])
    plain: dict[str, Any] = {"topic": _topic(said["topic"])}
    plain |= {"source_language": said.get("source_language", "en")}
    days = {name: said.get(name) for name in DAYS}
    if article.pk and article.editions.exists():
        days["updated"] = article.updated  # from the first edition on, only editions move the date readers see
    slugs = {name: slug or None for name, slug in _columns(["slug"], said).items()}
    _save_part(article, plain | days | _columns(TEXTS, said) | slugs, "", said, alone)
    article.sources.update(is_basis=False, basis_created=None, basis_updated=None)  # another may become the basis
    article.sections.update(kind="text")  # two sections may exchange their kinds
    for kind in KINDS:
        _store_rows(article, kind, said, alone)
    article = Article.objects.with_everything().get(pk=article.pk)
    keep_version(article, by=by, remark=remark)
    return article


def _topic(said: Dump) -> Topic:
    """The topic, saying what the dump says of it. One that says so already is left alone, and its articles with it."""
    topic = Topic.objects.filter(key=said["key"]).first() or Topic(key=said["key"])
    names = {name: text for name, text in _columns(["name"], said).items() if text}
    has_marks = "made_from" in said or "safety_since" in said
    if topic.pk and not has_marks and all(getattr(topic, name) == text for name, text in names.items()):
        return topic
    return _save_part(topic, names, "topic", said)


def restore(version: Version, *, by: User | None = None) -> Article:
    """Make the texts of `version` the draft again, as current or as stale as they were. The article's dates, its topic
    and what is published stay as they are.
    """
    said = dump(Article.objects.with_everything().get(pk=version.article_id))
    kept = {name: said[name] for name in DAYS if name in said}
    texts = {name: part for name, part in version.dump.items() if name != "next_review"}
    topic = {"key": said["topic"]["key"]}
    return _store({**texts, **kept, "topic": topic}, by, f"restored from version {version.pk}", alone=True)
