"""A document becomes an edition, and editions are all that readers get."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import surrogate_keys
from articles.content import keep_version
from articles.fitness import NotFit
from articles.freezing import freeze
from articles.models import Article, Change, Edition, OldAddress
from articles.models.words import ChangeKind
from articles.outgoing import Going
from articles.signals import tell_of, told_once


class SavedMeanwhile(Exception):
    """Somebody saved the article since whoever publishes looked at it: they would publish words they never saw."""


@transaction.atomic
@told_once()
def publish(
    article: Article,
    languages: Iterable[str],
    *,
    kind: str = ChangeKind.WORDING,
    notes: Mapping[str, str] | None = None,
    by: User | None = None,
    seen: int | None = None,
    right: Collection[str] = (),
    today: date | None = None,
) -> list[Edition]:
    """Freeze `article` into a new current edition for each of `languages`, all or none.

    `notes` holds the line for readers in each language; a change of content or safety needs one. A change of what is a
    matter of safety by itself is a change of safety whatever `kind` says, and the first edition of a language is of
    the kind "first". A language whose words are those readers already have gets no new edition, so publishing twice is
    publishing once. A language that is not named but has an edition is issued again if what it says of safety has
    changed: with those texts in their source's language, a notice and a note, and no other word of its draft.

    `seen` is the version that whoever publishes was looking at; `right` names the disagreements of the languages that
    they say are right as they are, by fingerprint. Returns the new editions of the languages named. Raises NotFit, and
    SavedMeanwhile if `seen` is not the newest version.
    """
    article = Article.objects.with_everything().locked().get(pk=article.pk)
    tell_of([article.pk])
    if seen is not None and seen != article.versions.values_list("pk", flat=True).first():
        raise SavedMeanwhile
    named = list(dict.fromkeys(languages))
    going = Going(article, named, ChangeKind(kind), notes or {}, today or timezone.localdate(), right)
    out = going.thought_through()
    if going.found:
        raise NotFit(going.found)
    if not out:
        return []
    article.save(update_fields=["updated"])
    version = keep_version(article, by=by)
    editions = [freeze(article, each, version, by) for each in out]
    return [edition for edition in editions if edition.language in named]


@transaction.atomic
@told_once()
def unpublish(article: Article, languages: Iterable[str]) -> list[Edition]:
    """Take `article` down in `languages`. Its editions stay on record, and so does its address, which then leads to
    what there still is. Returns the editions that were taken down.
    """
    Article.objects.locked().get(pk=article.pk)
    tell_of([article.pk])
    taken = list(Edition.objects.current().filter(article=article, language__in=list(languages)))
    Edition.objects.filter(pk__in=[edition.pk for edition in taken]).update(is_current=False)
    for edition in taken:
        OldAddress.objects.get_or_create(article=article, language=edition.language, slug=edition.slug)
        Change.objects.write(*surrogate_keys.of_edition(edition))
    return taken
