"""Questions to the database from the editors' desk, as words: what stands how, and what needs somebody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db import models

from articles.tracked_writing import TrackedQuerySet

#: The words for how an article stands in a language, as the desk asks for them, and what each means of a Standing.
STANDS = {
    "stale-safety": models.Q(stale_safety__gt=0, published=True),
    "stale": models.Q(stale__gt=0),
    "missing": models.Q(missing__gt=0),
    "draft-differs": models.Q(differs=True),
    "not-published": models.Q(published=False),
    "published": models.Q(published=True),
}


class AskedAtTheDesk(TrackedQuerySet):
    """For articles."""

    def with_standing(self) -> Self:
        """Each with how it stands in every language, as `standings`, in one query."""
        return self.prefetch_related("standings")

    def that_stand(self, how: str, language: str | None = None) -> Self:
        """Those of which `how`, one of STANDS, is so in `language`, or in any one if none is named."""
        standings = apps.get_model("articles", "Standing").objects.filter(STANDS[how], article=models.OuterRef("pk"))
        return self.filter(models.Exists(standings.in_language(language) if language else standings))

    def with_scheduled(self, state: str) -> Self:
        """Those of which an edition that was given its hour is in `state`."""
        scheduled = apps.get_model("articles", "ScheduledPublication").objects.filter(article=models.OuterRef("pk"))
        return self.filter(models.Exists(scheduled.filter(state=state)))

    def with_broken_sources(self) -> Self:
        """Those whose draft names a source at an address that does not answer any more."""
        broken = apps.get_model("articles", "LinkCheck").objects.broken()
        sources = apps.get_model("articles", "Source").objects.filter(article=models.OuterRef("pk"))
        return self.filter(models.Exists(sources.filter(url__in=broken.values("address"))))

    def review_overdue(self, today: date) -> Self:
        """Those that readers have, whose next review should have been before `today`."""
        editions = apps.get_model("articles", "Edition").objects.current()
        return self.filter(models.Exists(editions.filter(article=models.OuterRef("pk"))), next_review__lt=today)


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


class LinkCheckQuerySet(models.QuerySet[Any]):
    def broken(self) -> Self:
        return self.filter(broken_since__isnull=False)

    def asked_since(self, moment: datetime) -> Self:
        return self.filter(checked_at__gt=moment)
