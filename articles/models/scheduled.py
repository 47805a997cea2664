"""Editions that are written and wait for their hour."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, one_of
from articles.models.edition import Version
from articles.querysets import ScheduledQuerySet


class ScheduledState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    OUT = "out", _("went out")
    CALLED_OFF = "called-off", _("called off")
    FAILED = "failed", _("did not go out")


class Hindrance(models.TextChoices):
    """Why what was scheduled did not go out."""

    NEWER = "newer", _("Readers were given another edition after this one was scheduled.")
    TAKEN_DOWN = "taken-down", _("The article was taken down after this edition was scheduled.")
    ADDRESS = "address", _("Its address belongs to another article by now.")


class ScheduledPublication(models.Model):
    """What goes out when it is due: everything as it was thought through, whatever becomes of the draft meanwhile."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="scheduled", verbose_name=_("article"))
    version = models.ForeignKey(Version, models.RESTRICT, related_name="+", verbose_name=_("version"))
    languages = models.JSONField(help_text="The languages that were named.")
    outgoing = models.JSONField(help_text="For each language that goes out its document, kind, note and accepted.")
    becoming_safety = models.JSONField(default=list, help_text="The places that become a matter of safety by it.")
    instead_of = models.JSONField(help_text="For each language the number of the edition that readers had, or null.")
    due_at = models.DateTimeField(_("goes out"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("scheduled"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=ScheduledState, default=ScheduledState.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)
    hindrance = models.CharField(_("reason"), max_length=10, choices=Hindrance, blank=True)

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(state=ScheduledState.WAITING), name="scheduled_one_waits_an_article"
            ),
            one_of("state", ScheduledState, "scheduled_state_known"),
            one_of("hindrance", Hindrance, "scheduled_hindrance_known", ""),
            models.CheckConstraint(
                condition=Q(state=ScheduledState.WAITING, ended_at=None)
                | ~Q(state=ScheduledState.WAITING) & Q(ended_at__isnull=False),
                name="scheduled_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ScheduledState.FAILED) | ~Q(hindrance=""), name="scheduled_failed_says_why"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state=ScheduledState.WAITING), name="scheduled_due")]

    def __str__(self) -> str:
        return f"{self.article} {self.due_at:%Y-%m-%d %H:%M}"
