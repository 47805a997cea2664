"""Which article an address leads to, now and for as long as anybody may hold an old link."""

from collections.abc import Iterable

from articles.models import Edition, OldAddress


def editions_at(language: str, slug: str) -> dict[str, Edition]:
    """The current editions, by language, of the article that `slug` leads to in `language`; {} if it leads nowhere.

    Whose address it is comes first, then whose it once was in this language; only an address that nobody has had here
    is looked for in the other languages. One query where the address is right, at most five where it is not.
    """
    found = Edition.objects.reachable_as(language, slug).with_sign_off()
    return _by_language(found) or _by_language(_of_its_owner(language, slug))


def _of_its_owner(language: str, slug: str) -> list[Edition]:
    current, once = Edition.objects.current().filter(slug=slug), OldAddress.objects.filter(slug=slug)
    for claims in (once.filter(language=language), current, once):
        claim = claims.order_by("pk").first()
        if claim is not None:
            return list(Edition.objects.current().filter(article=claim.article_id))
    return []


def _by_language(editions: Iterable[Edition]) -> dict[str, Edition]:
    return {edition.language: edition for edition in editions}
