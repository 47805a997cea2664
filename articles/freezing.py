"""A document becomes an edition: written once, in the place of the one that readers had."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User

from articles import surrogate_keys, turkish
from articles.documents import Document, card, digest
from articles.models import Article, Change, Edition, OldAddress, Version
from articles.models.words import ChangeKind

TOLD = (ChangeKind.CONTENT, ChangeKind.SAFETY)  # readers are told of these, and the date they see moves


@dataclass
class Outgoing:
    """What is to go out in one language, and the newest edition that it ever had."""

    language: str
    document: Document
    kind: ChangeKind
    note: str
    last: Edition | None
    accepted: list[dict[str, Any]] = field(default_factory=list)  # what a publisher said is right as it is


def freeze(article: Article, out: Outgoing, version: Version, by: User | None) -> Edition:
    """Write the edition, put it in the last one's place, keep the old address, and say which pages are out of date."""
    had = Edition.objects.current().in_language(out.language).filter(article=article)
    keys = [key for edition in had for key in surrogate_keys.of_edition(edition)]
    had.update(is_current=False)
    title = out.document["title"]["text"]
    edition = Edition.objects.create(
        article=article,
        language=out.language,
        number=out.last.number + 1 if out.last else 1,
        slug=out.document["slug"],
        title=title,
        letter=turkish.letter(title, out.language),
        sort_key=f"{turkish.sort_key(title, out.language)}{article.pk:010}",  # no two are alike
        card=card(out.document),
        document=out.document,
        digest=digest(out.document),
        kind=out.kind,
        note=out.note,
        changes=_changes(out),
        accepted=out.accepted,
        version=version,
        published_by=by,
    )
    _keep_old_address(edition, out.last)
    Change.objects.write(*surrogate_keys.of_edition(edition), *keys)
    return edition


def _changes(out: Outgoing) -> list[dict[str, str]]:
    """The lines for readers, newest first: this edition's, if it means a change, before the last one's."""
    before = out.last.changes if out.last else []
    if out.kind not in TOLD:
        return before
    return [{"on": out.document["updated"], "kind": str(out.kind), "note": out.note}, *before]


def _keep_old_address(edition: Edition, last: Edition | None) -> None:
    OldAddress.objects.filter(language=edition.language, slug=edition.slug).delete()
    taken = last and Edition.objects.current().in_language(edition.language).filter(slug=last.slug).exists()
    if last and not taken:
        OldAddress.objects.get_or_create(article=edition.article, language=edition.language, slug=last.slug)
