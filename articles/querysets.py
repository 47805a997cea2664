"""Questions to the database, as words."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models


class ArticleQuerySet(models.QuerySet[Any]):
    def with_everything(self) -> Self:
        """With every row that compose and dump read, in one query a table."""
        return self.select_related("topic").prefetch_related("sources", "sections", "causes", "prevention", "care")

    def locked(self) -> Self:
        """Held until the transaction ends, so that two writers take turns (SQLite holds the whole file instead)."""
        return self.select_for_update(of=("self",))


class EditionQuerySet(models.QuerySet[Any]):
    """`current()` is the one meaning of "published"."""

    def current(self) -> Self:
        return self.filter(is_current=True)

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def under_letter(self, letter: str) -> Self:
        return self.filter(letter=letter)

    def in_order(self) -> Self:
        """As in the dictionary of their language; no two have the same key."""
        return self.order_by("sort_key")

    def from_on(self, slug: str) -> Self:
        """That of this address and those after it; none if nothing here has this address."""
        return self.filter(sort_key__gte=models.Subquery(self.filter(slug=slug).values("sort_key")[:1]))

    def on_cards(self) -> Any:
        """What lists show, as dicts: the documents, ten times the size of all the rest, stay where they are."""
        return self.values("slug", "letter", "sort_key", "card")

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def that_tell_readers(self) -> Self:
        """Those that readers learn something from, of articles that can still be read: no wording."""
        same = {name: models.OuterRef(name) for name in ("article", "language")}
        return self.exclude(kind="wording").filter(models.Exists(self.model.objects.current().filter(**same)))

    def of_articles(self, first: int, beyond: int) -> Self:
        """Those of the articles whose number is from `first` up to, and not with, `beyond`."""
        return self.filter(article_id__gte=first, article_id__lt=beyond)

    def newest_in_each(self, size: int) -> Any:
        """(page, when its newest was published) for each page of `size` article numbers that holds any."""
        paged = self.annotate(page=models.F("article_id") / size).values("page").order_by("page")
        return paged.annotate(newest=models.Max("published_at")).values_list("page", "newest")

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
