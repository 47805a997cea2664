"""The rows an editor edits. Readers never see these: what they read is frozen from them into editions."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles import marks
from articles.models.tracked import Tracked
from articles.models.words import LANGUAGES, plain_word
from articles.querysets import ArticleQuerySet, TopicQuerySet

PARTS = ("sources", "sections", "causes", "prevention", "care")


def one_of(field: str, choices: type[models.TextChoices], name: str, *others: str) -> models.CheckConstraint:
    """The database refuses any value of `field` that is not among `choices` or `others`."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [*choices.values, *others]}), name=name)


class Topic(Tracked):
    tracked = ("name",)
    key = models.SlugField(_("key"), validators=[plain_word], max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name or self.key

    def told_of(self) -> Iterable[int]:
        return self.articles.values_list("pk", flat=True)


class Article(Tracked):
    tracked = ("title", "lead", "summary", "credited_to")
    key = models.SlugField(
        _("key"),
        validators=[plain_word],
        max_length=100,
        unique=True,
        help_text=_("The article's name in files and commands. It never changes."),
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="articles", verbose_name=_("topic"))
    source_language = models.CharField(
        _("written first in"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("The language that the other one is made from."),
    )
    slug = models.SlugField(_("address"), validators=[plain_word], max_length=150, blank=True, null=True)
    title = models.CharField(_("title"), max_length=150, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    summary = models.TextField(_("content summary"), blank=True, help_text=_("One key point a line."))
    search_words = models.TextField(
        _("search words"), blank=True, help_text=_("Words that patients use for this, one a line. Not shown.")
    )
    credited_to = models.CharField(_("written by"), max_length=200, blank=True)
    first_published = models.DateField(_("first published"))
    updated = models.DateField(_("updated"), help_text=_("Moved by publishing a change of content or safety."))
    next_review = models.DateField(_("next review"), null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["key"]
        permissions = [
            ("publish_article", "Can publish articles and take them down"),
            ("translate_into_en", "Can write the English texts of an article"),
            ("translate_into_tr", "Can write the Turkish texts of an article"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug_en"],
                name="article_slug_en_unique",
                violation_error_message=_("Another article has this English address."),
            ),
            models.UniqueConstraint(
                fields=["slug_tr"],
                name="article_slug_tr_unique",
                violation_error_message=_("Another article has this Turkish address."),
            ),
            models.CheckConstraint(condition=~Q(slug_en=""), name="article_slug_en_absent_or_filled"),
            models.CheckConstraint(condition=~Q(slug_tr=""), name="article_slug_tr_absent_or_filled"),
            models.CheckConstraint(
                condition=Q(source_language__in=LANGUAGES),
                name="article_source_language_known",
            ),
            models.CheckConstraint(
                condition=Q(updated__gte=F("first_published")),
                name="article_updated_not_before_first",
                violation_error_message=_("An article cannot be updated before it was first published."),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        for language in LANGUAGES:  # "" would be an address, and two of them would collide
            setattr(self, f"slug_{language}", getattr(self, f"slug_{language}") or None)
        super().save(*args, **kwargs)

    @property
    def written_in(self) -> str:
        return self.source_language

    def told_of(self) -> Iterable[int]:
        return [self.pk]

    def turn_parts(self, old: str, new: str) -> None:
        for kind in PARTS if old != new else ():
            parts = getattr(self, kind)
            rows = list(parts.filter())
            for row in rows:
                row.made_from = marks.turned(row, old, new)
            parts.bulk_update(rows, ["made_from"])
