"""What was frozen: versions of the draft, and the editions that readers get."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import links, surrogate_keys
from articles.models.article import Article, one_of
from articles.models.changelog import Change
from articles.models.words import LANGUAGES, ChangeKind
from articles.querysets import EditionQuerySet

CURRENT = Q(is_current=True)


class Immutable(Exception):
    """Something tried to rewrite what was frozen."""


class Frozen(models.Model):
    """Written once. Raises Immutable when saved again."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable(f"{self._meta.verbose_name} {self.pk} is frozen; write a new one instead.")
        super().save(*args, **kwargs)


class Version(Frozen):
    """The article as one save left it: its own dump, so that any version can be compared or restored."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", verbose_name=_("article"))
    dump = models.JSONField(_("dump"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article} {self.pk}"


class Edition(Frozen):
    """One language of an article as readers get it: numbered, dated, immutable.

    Only `is_current` ever moves, by a queryset, when a later edition takes its place or the article is taken down.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(_("number"))
    slug = models.SlugField(_("address"), max_length=150)
    title = models.CharField(_("title"), max_length=150)
    letter = models.CharField(_("letter"), max_length=1)
    sort_key = models.CharField(max_length=700)
    digest = models.CharField(max_length=64)
    kind = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind)
    note = models.CharField(_("note for readers"), max_length=300, blank=True)
    accepted = models.JSONField(
        default=list, blank=True, help_text="Where the languages disagree and whoever published said that it is right."
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("version"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    is_current = models.BooleanField(_("current"), default=True)
    # The large columns are last: SQLite reads a row from its beginning, so lists never touch them.
    card = models.JSONField(help_text="What lists show of the document, so that they need not read all of it.")
    changes = models.JSONField(default=list, help_text="What changed, for readers, newest first.")
    document = models.JSONField(_("document"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "number"], name="edition_numbered_once"),
            models.UniqueConstraint(
                fields=["language", "slug"], condition=CURRENT, name="edition_one_current_an_address"
            ),
            models.UniqueConstraint(
                fields=["article", "language"], condition=CURRENT, name="edition_one_current_a_language"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="edition_language_known"),
            one_of("kind", ChangeKind, "edition_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[ChangeKind.FIRST, ChangeKind.WORDING]) | ~Q(note=""),
                name="edition_change_of_meaning_has_a_note",
            ),
        ]
        indexes = [
            models.Index(fields=["language", "sort_key"], condition=CURRENT, name="edition_a_to_z"),
            models.Index(fields=["language", "letter", "sort_key"], condition=CURRENT, name="edition_under_letter"),
            models.Index(fields=["language", "-published_at", "-id"], condition=CURRENT, name="edition_newest"),
            models.Index(  # all that a sitemap asks; SQLite looks is_current up in the row unless it is here as well
                fields=["article", "language", "slug", "published_at", "is_current"],
                condition=CURRENT,
                name="edition_sitemap",
            ),
            models.Index(fields=["language", "-published_at", "-id", "kind"], name="edition_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.number}"

    def get_absolute_url(self) -> str:
        """Its address in its own language, whatever language is active."""
        return links.address(self.language, self.slug)


class SignOff(Frozen):
    """A clinician's word that one language of an article, exactly as its digest has it, is right.

    It holds for as long as readers get that document: another edit of what they read has another digest, and ends it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="sign_offs", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64)
    name = models.CharField(_("name of the clinician"), max_length=150)
    title = models.CharField(_("title of the clinician"), max_length=150)
    signed_on = models.DateField(_("signed off on"), default=timezone.localdate)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "digest"], name="sign_off_once_a_document"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="sign_off_language_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(title=""), name="sign_off_says_who"),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.signed_on:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            a_claim_comes_or_goes(instance=self)


@receiver(post_delete, sender=SignOff)
def a_claim_comes_or_goes(*, instance: SignOff, **_signal: Any) -> None:
    """The article's page says who signed it off, so it is out of date."""
    Change.objects.write(surrogate_keys.article(instance.article.key))


class OldAddress(models.Model):
    """An address that an article once had in one language. It leads to the present one for good."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="old_addresses", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    slug = models.SlugField(_("address"), max_length=150)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="old_address_leads_one_way"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="old_address_language_known"),
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"
