"""Questions to the database, as words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models

from articles.desk_querysets import AskedAtTheDesk
from articles.tracked_writing import TrackedQuerySet


class TopicQuerySet(TrackedQuerySet):
    articles_by = "articles__pk"


class PartQuerySet(TrackedQuerySet):
    articles_by = "article_id"


class ArticleQuerySet(AskedAtTheDesk):
    articles_by = "pk"

    def with_everything(self) -> Self:
        """With every row that compose and dump read, in one query a table."""
        return self.select_related("topic").prefetch_related("sources", "sections", "causes", "prevention", "care")

    def with_current_editions(self) -> Self:
        """Each with what readers have of it, as `current_editions`."""
        editions = apps.get_model("articles", "Edition").objects.current()
        return self.prefetch_related(models.Prefetch("editions", editions, to_attr="current_editions"))

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
        """As in the dictionary of their language; no two have the same key."""
        return self.order_by("sort_key")

    def from_on(self, slug: str) -> Self:
        """That of this address and those after it; none if nothing here has this address."""
        return self.filter(sort_key__gte=models.Subquery(self.filter(slug=slug).order_by().values("sort_key")[:1]))

    def on_cards(self) -> Any:
        """What lists show of each: the documents, ten times the size of all the rest, stay where they are."""
        return self.values_list("slug", "letter", "sort_key", "card")

    def told_whether_beyond(self, number: int) -> Self:
        """Each with `goes_on`: whether there are more than `number` of them. Looked up once, in an index."""
        return self.annotate(goes_on=models.Exists(self[number : number + 1]))

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


class PreviewLinkQuerySet(models.QuerySet[Any]):
    def open_at(self, now: datetime) -> Self:
        """Those that show a draft at `now`: neither taken back nor a week old."""
        lasts = apps.get_model("articles", "PreviewLink").LASTS
        return self.filter(revoked_at=None, made_at__gt=now - lasts)


class ScheduledQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def due(self, now: datetime) -> Self:
        return self.waiting().filter(due_at__lte=now)

    def failed(self) -> Self:
        """Those that did not go out, and that nobody has put aside yet."""
        return self.filter(state="failed")

    def unsettled(self) -> Self:
        """Those that somebody at the desk should know of, the next first."""
        return self.filter(state__in=["waiting", "failed"]).order_by("due_at", "pk")

    def end(self, state: str, now: datetime, *, hindrance: str = "") -> int:
        """Bring them into `state` and say how many: of two that end one row at once, the second gets 0."""
        more = {"hindrance": hindrance} if hindrance else {}
        return self.order_by().update(state=state, ended_at=now, **more)


class ChangeQuerySet(models.QuerySet[Any]):
    def write(self, *keys: str) -> None:
        """Write down, in the transaction under way, that what was made from `keys` is out of date."""
        self.bulk_create(self.model(key=key) for key in keys)

    def since(self, newest: int, late: Iterable[int]) -> dict[int, str]:
        """The keys, by number, of those after number `newest` and of those among `late`."""
        wanted = models.Q(pk__gt=newest) | models.Q(pk__in=list(late))
        return dict(self.filter(wanted).values_list("pk", "key"))

    def newest_numbers(self, most: int) -> list[int]:
        return list(self.order_by("-pk").values_list("pk", flat=True)[:most])

    def older_than(self, moment: datetime) -> Self:
        return self.filter(at__lt=moment)
