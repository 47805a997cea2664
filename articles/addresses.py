"""Which article an address leads to, now and for as long as anybody may hold an old link."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, F, When

from articles.models import Edition, OldAddress
from articles.written_once import Open, WrittenOnce

COLUMNS = [field.attname for field in Edition._meta.concrete_fields]
SIGNED = ("signed_name", "signed_title", "signed_on")


def editions_at(language: str, slug: str) -> dict[str, Edition]:
    """The current editions, by language, of the article that `slug` leads to in `language`; {} if it leads nowhere.

    Whose address it is comes first, then whose it once was in this language; only an address that nobody has had here
    is looked for in the other languages. One query where the address is right, at most five where it is not.

    What was found at once has the document of `language` alone: of the other languages a page shows the address.
    """
    found = [_edition(row) for row in _question().of(language=language, slug=slug)]
    return _by_language(found) or _by_language(_of_its_owner(language, slug))


@cache
def _question() -> WrittenOnce:
    language = Open("language")
    columns: list[Any] = list(COLUMNS)
    columns[COLUMNS.index("document")] = Case(When(language=language, then=F("document")))
    found = Edition.objects.reachable_as(language, Open("slug")).with_sign_off()
    return WrittenOnce(found.values_list(*columns, *SIGNED))


def _edition(row: tuple[Any, ...]) -> Edition:
    found = Edition.from_db(DEFAULT_DB_ALIAS, COLUMNS, row[: len(COLUMNS)])
    for name, value in zip(SIGNED, row[len(COLUMNS) :], strict=True):
        setattr(found, name, value)
    return found


def _of_its_owner(language: str, slug: str) -> list[Edition]:
    current, once = Edition.objects.current().filter(slug=slug), OldAddress.objects.filter(slug=slug)
    for claims in (once.filter(language=language), current, once):
        claim = claims.order_by("pk").first()
        if claim is not None:
            return list(Edition.objects.current().filter(article=claim.article_id).with_sign_off())
    return []


def _by_language(editions: Iterable[Edition]) -> dict[str, Edition]:
    return {edition.language: edition for edition in editions}
