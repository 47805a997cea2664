"""How an article stands in one language, counted once so that a thousand of them can be listed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.desk_querysets import StandingQuerySet
from articles.models.article import Article
from articles.models.words import LANGUAGES


class Standing(models.Model):
    """What freshness and the editions say of one language of an article. It holds nothing that cannot be worked out
    again: `articles.standing.refresh` writes it after every change, and `check` compares.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="standings", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    current = models.PositiveIntegerField(_("current texts"), default=0)
    stale = models.PositiveIntegerField(_("stale texts"), default=0)
    missing = models.PositiveIntegerField(_("missing texts"), default=0)
    stale_safety = models.PositiveIntegerField(_("stale or missing safety texts"), default=0)
    published = models.BooleanField(_("published"), default=False)
    differs = models.BooleanField(_("draft differs"), default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["article", "language"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="standing_once_a_language"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="standing_language_known"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"
