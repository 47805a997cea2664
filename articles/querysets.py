"""Questions to the database, as words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import models

from articles.tracked_writing import TrackedQuerySet


class TopicQuerySet(TrackedQuerySet):
    articles_by = "articles__pk"


class PartQuerySet(TrackedQuerySet):
    articles_by = "article_id"


class ArticleQuerySet(TrackedQuerySet):
    articles_by = "pk"

    def with_everything(self) -> Self:
        """With every row that compose and dump read, in one query a table."""
        return self.select_related("topic").prefetch_related("sources", "sections", "causes", "prevention", "care")

    def with_current_editions(self) -> Self:
        """Each with what readers have of it, as `current_editions`."""
        editions = apps.get_model("articles", "Edition").objects.current()
        return self.prefetch_related(models.Prefetch("editions", editions, to_attr="current_editions"))

    def with_standing(self) -> Self:
        """Each with how it stands in every language, as `standings`, in one query."""
        return self.prefetch_related("standings")

    def locked(self) -> Self:
        """Held until the transaction ends, so that two writers take turns (SQLite holds the whole file instead)."""
        return self.select_for_update(of=("self",))


class EditionQuerySet(models.QuerySet[Any]):
    """`current()` is the one meaning of "published"."""

    def current(self) -> Self:
        return self.filter(is_current=True)

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def issued_with(self, editions: Iterable[Any]) -> Self:
        """The editions of languages that nobody named, which safety made go out together with `editions`."""
        named = list(editions)
        together = self.filter(version__in={edition.version_id for edition in named})
        return together.exclude(pk__in=[edition.pk for edition in named])

    def under_letter(self, letter: str) -> Self:
        return self.filter(letter=letter)

    def in_order(self) -> Self:
        """As in the dictionary of their language."""
        return self.order_by("sort_key", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def with_sign_off(self) -> Self:
        """Each with who signed its document off: `signed_name`, `signed_title`, `signed_on`, or None for all three."""
        of_its_document = {name: models.OuterRef(name) for name in ("article", "language", "digest")}
        signed = apps.get_model("articles", "SignOff").objects.filter(**of_its_document)
        said = {"signed_name": "name", "signed_title": "title", "signed_on": "signed_on"}
        return self.annotate(**{ours: models.Subquery(signed.values(theirs)[:1]) for ours, theirs in said.items()})

    def signed_by(self, sign_off: Any) -> Self:
        """Those whose document is the one that `sign_off` is for."""
        return self.filter(article=sign_off.article_id, language=sign_off.language, digest=sign_off.digest)

    def reachable_as(self, language: str, slug: str) -> Self:
        """The current editions, in every language, of the article whose page in `language` has the address `slug`."""
        return self.current().filter(
            article__editions__language=language, article__editions__slug=slug, article__editions__is_current=True
        )


class ChangeQuerySet(models.QuerySet[Any]):
    def write(self, *keys: str) -> None:
        """Write down, in the transaction under way, that what was made from `keys` is out of date."""
        self.bulk_create(self.model(key=key) for key in keys)


class StandingQuerySet(models.QuerySet[Any]):
    """How articles stand, one row a language."""

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def stale(self) -> Self:
        return self.filter(stale__gt=0)

    def missing(self) -> Self:
        return self.filter(missing__gt=0)

    def stale_safety(self) -> Self:
        """Where a safety text is shown in the language that it was written in."""
        return self.filter(stale_safety__gt=0)
