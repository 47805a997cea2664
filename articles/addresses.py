"""Which article an address leads to, now and for as long as anybody may hold an old link."""

from collections.abc import Iterable
from functools import cache

from django.db.models import Case, F, When

from articles.models import Edition, OldAddress
from articles.written_once import Open, WrittenOnce


def editions_at(language: str, slug: str) -> dict[str, Edition]:
    """The current editions, by language, of the article that `slug` leads to in `language`; {} if it leads nowhere.

    Whose address it is comes first, then whose it once was in this language; only an address that nobody has had here
    is looked for in the other languages. One query where the address is right, at most five where it is not.

    What was found at once has the document of `language` alone: of the other languages a page shows the address.
    """
    found = _question().of(language=language, slug=slug)
    return _by_language(found) or _by_language(_of_its_owner(language, slug))


@cache
def _question() -> WrittenOnce:
    language = Open("language")
    found = Edition.objects.reachable_as(language, Open("slug")).with_sign_off().defer("document")
    own = Case(When(language=language, then=F("document")))
    return WrittenOnce(found.annotate(document_of_language=own), {"document_of_language": "document"})


def _of_its_owner(language: str, slug: str) -> list[Edition]:
    current, once = Edition.objects.current().filter(slug=slug), OldAddress.objects.filter(slug=slug)
    for claims in (once.filter(language=language), current, once):
        claim = claims.order_by("pk").first()
        if claim is not None:
            return list(Edition.objects.current().filter(article=claim.article_id).with_sign_off())
    return []


def _by_language(editions: Iterable[Edition]) -> dict[str, Edition]:
    return {edition.language: edition for edition in editions}
