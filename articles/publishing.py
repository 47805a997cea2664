"""A document becomes an edition, and editions are all that readers get."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import surrogate_keys, turkish
from articles.composing import compose
from articles.content import keep_version
from articles.documents import Document, card, digest, written
from articles.fitness import NotFit, Problem, problems, stands_in
from articles.models import Article, Change, Edition, OldAddress
from articles.models.words import ChangeKind


class SavedMeanwhile(Exception):
    """Somebody saved the article since whoever publishes looked at it: they would publish words they never saw."""


@transaction.atomic
def publish(
    article: Article,
    languages: Iterable[str],
    *,
    kind: str = ChangeKind.WORDING,
    notes: Mapping[str, str] | None = None,
    by: User | None = None,
    seen: int | None = None,
    today: date | None = None,
) -> list[Edition]:
    """Freeze `article` into a new current edition for each of `languages`, all or none.

    `notes` holds the line for readers in each language; a change of content or safety needs one. A language whose
    words are those readers already have gets no new edition, so publishing twice is publishing once. The first
    edition of a language is of the kind "first" whatever `kind` says. `seen` is the version that whoever publishes was
    looking at. Returns the new editions. Raises NotFit, and SavedMeanwhile if `seen` is not the newest version.
    """
    notes, today = notes or {}, today or timezone.localdate()
    article = Article.objects.with_everything().locked().get(pk=article.pk)
    if seen is not None and seen != article.versions.values_list("pk", flat=True).first():
        raise SavedMeanwhile
    current = {edition.language: edition for edition in Edition.objects.current().filter(article=article)}
    changed = [code for code in languages if _differs(article, code, current.get(code))]
    kinds = {code: ChangeKind(kind) if _was_published(article, code) else ChangeKind.FIRST for code in changed}
    found = [problem for code in changed for problem in problems(article, code)]
    found += [problem for code in changed for problem in _note_problems(code, kinds[code], notes)]
    if found:
        raise NotFit(found)
    if any(each in (ChangeKind.CONTENT, ChangeKind.SAFETY) for each in kinds.values()):
        article.updated = max(today, article.first_published)
        article.save(update_fields=["updated"])
    version = keep_version(article, by=by) if changed else None
    return [
        _freeze(article, code, kinds[code], notes.get(code, ""), version, by, current.get(code)) for code in changed
    ]


def _differs(article: Article, language: str, current: Edition | None) -> bool:
    return current is None or written(compose(article, language)) != written(current.document)


def _was_published(article: Article, language: str) -> bool:
    return Edition.objects.in_language(language).filter(article=article).exists()


def _note_problems(language: str, kind: str, notes: Mapping[str, str]) -> list[Problem]:
    if kind in (ChangeKind.CONTENT, ChangeKind.SAFETY) and not notes.get(language, "").strip():
        return [Problem(language, _("Readers are not told what changed: write a note for them."))]
    return []


def _freeze(
    article: Article,
    language: str,
    kind: ChangeKind,
    note: str,
    version: Any,
    by: User | None,
    last: Edition | None,
) -> Edition:
    """Write the edition, put it in the last one's place, keep the old address, and say which pages are out of date."""
    document = compose(article, language)
    previous = Edition.objects.in_language(language).filter(article=article).order_by("-number").first()
    if kind == ChangeKind.WORDING and previous:
        document["updated"] = previous.document["updated"]  # a wording fix moves no public date
    Edition.objects.current().in_language(language).filter(article=article).update(is_current=False)
    edition = Edition.objects.create(
        article=article,
        language=language,
        number=previous.number + 1 if previous else 1,
        slug=document["slug"],
        title=document["title"]["text"],
        letter=turkish.letter(document["title"]["text"], language),
        sort_key=f"{turkish.sort_key(document['title']['text'], language)}{article.pk:010}",  # no two are alike
        card=card(document),
        document=document,
        digest=digest(document),
        kind=kind,
        note=note.strip(),
        changes=_changes(document, kind, note, previous),
        version=version,
        published_by=by,
    )
    _keep_old_address(edition, previous)
    Change.objects.write(*(key for each in (edition, last) if each for key in surrogate_keys.of_edition(each)))
    return edition


def _changes(document: Document, kind: str, note: str, previous: Edition | None) -> list[dict[str, str]]:
    """The lines for readers, newest first: this edition's, if it means a change, before the last one's."""
    before = previous.changes if previous else []
    if kind not in (ChangeKind.CONTENT, ChangeKind.SAFETY):
        return before
    return [{"on": document["updated"], "kind": str(kind), "note": note.strip()}, *before]


def _keep_old_address(edition: Edition, previous: Edition | None) -> None:
    OldAddress.objects.filter(language=edition.language, slug=edition.slug).delete()
    taken = previous and Edition.objects.current().in_language(edition.language).filter(slug=previous.slug).exists()
    if previous and not taken:
        OldAddress.objects.get_or_create(article=edition.article, language=edition.language, slug=previous.slug)


@transaction.atomic
def unpublish(article: Article, languages: Iterable[str]) -> list[Edition]:
    """Take `article` down in `languages`. Its editions stay on record, and so does its address, which then leads to
    what there still is. Returns the editions that were taken down.
    """
    Article.objects.locked().get(pk=article.pk)
    taken = list(Edition.objects.current().filter(article=article, language__in=list(languages)))
    Edition.objects.filter(pk__in=[edition.pk for edition in taken]).update(is_current=False)
    for edition in taken:
        OldAddress.objects.get_or_create(article=article, language=edition.language, slug=edition.slug)
        Change.objects.write(*surrogate_keys.of_edition(edition))
    return taken


class State:
    """How the draft stands against what readers get, in one language."""

    PUBLISHED, DIFFERS, MISSING, UNPUBLISHED = "published", "draft differs", "missing", "not published"


def state(article: Article, language: str, current: Edition | None) -> str:
    """One of State's words: missing is without a title or a section, unpublished is written but not out."""
    if current is not None:
        return State.DIFFERS if _differs(article, language, current) else State.PUBLISHED
    begun = getattr(article, f"title_{language}") or any(stands_in(article, language))
    return State.UNPUBLISHED if begun else State.MISSING
