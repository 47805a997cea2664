"""The parts of an article: its sources, its sections, and the lines of its care cards."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, one_of
from articles.models.tracked import Tracked
from articles.models.words import (
    RESERVED_ANCHORS,
    RESERVED_BEGINNING,
    SectionKind,
    Urgency,
    plain_word,
)
from articles.prose import ProseField
from articles.querysets import PartQuerySet


class Part(Tracked):
    """What every row inside an article has: its place, and the language its article is written in first."""

    position = models.PositiveIntegerField(_("place"), default=0, help_text=_("Drag, or type a number."))

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @property
    def written_in(self) -> str:
        return self.article.source_language

    def written_over(self, before: Self) -> str:
        return before.written_in if before.article_id == self.article_id else self.written_in

    @classmethod
    def stored(cls, pks: Iterable[Any]) -> dict[Any, Self]:
        rows = cls._base_manager.select_related("article").select_for_update(of=("self",))
        return rows.in_bulk(list(pks))

    def told_of(self) -> Iterable[int]:
        return [self.article_id]


class Source(Part):
    tracked = ("basis_by",)
    article = models.ForeignKey(Article, models.CASCADE, related_name="sources")
    key = models.SlugField(_("key"), validators=[plain_word], max_length=100)
    citation = models.TextField(_("citation"), help_text=_("Who, what, where, when."))
    language = models.CharField(_("language of the citation"), max_length=8, default="en")
    url = models.URLField(_("address"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    is_basis = models.BooleanField(_("this article is based on it"), default=False)
    basis_by = models.CharField(_("its author"), max_length=200, blank=True)
    basis_created = models.DateField(_("it was created"), null=True, blank=True)
    basis_updated = models.DateField(_("it was updated"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="source_key_unique_in_article"),
            models.UniqueConstraint(fields=["article"], condition=Q(is_basis=True), name="source_one_basis_an_article"),
            models.CheckConstraint(
                condition=Q(is_basis=True) | Q(basis_created=None, basis_updated=None),
                name="source_basis_dates_only_of_a_basis",
                violation_error_message=_("Only the source that the article is based on has these dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Citing(Part):
    """A part that rests on sources of its article, named by their keys in the order its author gave them."""

    cites = models.JSONField(_("sources"), default=list, blank=True)

    class Meta(Part.Meta):
        abstract = True


class Section(Citing):
    tracked = ("heading", "body")
    article = models.ForeignKey(Article, models.CASCADE, related_name="sections")
    anchor = models.SlugField(
        _("anchor"),
        validators=[plain_word],
        max_length=100,
        help_text=_("Part of the address; the same in every language."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind, default=SectionKind.TEXT)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = ProseField(_("text"), blank=True)

    class Meta(Citing.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["article", "anchor"], name="section_anchor_unique_in_article"),
            models.UniqueConstraint(
                fields=["article", "kind"], condition=~Q(kind=SectionKind.TEXT), name="section_special_kind_once"
            ),
            models.CheckConstraint(
                condition=~Q(anchor__in=RESERVED_ANCHORS) & ~Q(anchor__startswith=RESERVED_BEGINNING),
                name="section_anchor_not_the_pages_own",
                violation_error_message=_("The page uses this anchor itself. Choose another."),
            ),
            one_of("kind", SectionKind, "section_kind_known"),
        ]

    def __str__(self) -> str:
        return self.anchor


class CareItem(Citing):
    """One line of a care card. A card is the lines of one urgency: it has nothing of its own to store."""

    tracked = ("text",)
    is_safety = True
    article = models.ForeignKey(Article, models.CASCADE, related_name="care")
    urgency = models.CharField(_("card"), max_length=10, choices=Urgency)
    key = models.SlugField(_("key"), validators=[plain_word], max_length=100)
    text = models.TextField(_("line"), blank=True)

    class Meta(Citing.Meta):
        verbose_name = _("care card line")
        verbose_name_plural = _("care cards")
        constraints = [
            models.UniqueConstraint(fields=["article", "urgency", "key"], name="care_key_unique_on_its_card"),
            one_of("urgency", Urgency, "care_urgency_known"),
        ]

    def __str__(self) -> str:
        return self.key
