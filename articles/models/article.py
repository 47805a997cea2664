"""The rows an editor edits. Readers never see these: what they read is frozen from them into editions."""

from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.words import (
    LANGUAGES,
    RESERVED_ANCHORS,
    RESERVED_BEGINNING,
    Advice,
    Evidence,
    Icon,
    SectionKind,
    Urgency,
    plain_word,
)
from articles.prose import ProseField
from articles.querysets import ArticleQuerySet


def one_of(field: str, choices: type[models.TextChoices], name: str, *others: str) -> models.CheckConstraint:
    """The database refuses any value of `field` that is not among `choices` or `others`."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [*choices.values, *others]}), name=name)


class Topic(models.Model):
    key = models.SlugField(_("key"), validators=[plain_word], max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name or self.key


class Article(models.Model):
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


class Part(models.Model):
    """What every row inside an article has: its place."""

    position = models.PositiveIntegerField(_("place"), default=0, help_text=_("Drag, or type a number."))

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Source(Part):
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


class Entry(Citing):
    """A thing with a name, an explanation and the strength of the evidence for it."""

    key = models.SlugField(_("key"), validators=[plain_word], max_length=100)
    name = models.CharField(_("name"), max_length=200, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    evidence = models.CharField(_("evidence"), max_length=20, choices=Evidence, blank=True)

    class Meta(Citing.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.key


class Cause(Entry):
    article = models.ForeignKey(Article, models.CASCADE, related_name="causes")
    group = models.CharField(_("group"), max_length=200, blank=True)
    icon = models.CharField(_("drawing"), max_length=20, choices=Icon, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("cause")
        verbose_name_plural = _("causes")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="cause_key_unique_in_article"),
            one_of("evidence", Evidence, "cause_evidence_known", ""),
            one_of("icon", Icon, "cause_icon_known", ""),
        ]


class PreventionEntry(Entry):
    article = models.ForeignKey(Article, models.CASCADE, related_name="prevention")
    advice = models.CharField(_("advice"), max_length=10, choices=Advice, default=Advice.DO)

    class Meta(Entry.Meta):
        verbose_name = _("prevention entry")
        verbose_name_plural = _("prevention")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="prevention_key_unique_in_article"),
            one_of("advice", Advice, "prevention_advice_known"),
            one_of("evidence", Evidence, "prevention_evidence_known", ""),
        ]


class CareItem(Citing):
    """One line of a care card. A card is the lines of one urgency: it has nothing of its own to store."""

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
