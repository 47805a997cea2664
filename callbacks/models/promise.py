from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callbacks.models.call_request import CallRequest
from callbacks.querysets import PromiseQuerySet


class Promise(models.Model):
    """A time by which we said we would call. One that is missed stays on record, and a new one is made in the open."""

    call = models.ForeignKey(CallRequest, models.CASCADE, verbose_name=_("call request"), related_name="promises")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    due_at = models.DateTimeField(_("call by"), db_index=True)
    kept_at = models.DateTimeField(_("kept"), null=True, blank=True)
    missed_at = models.DateTimeField(_("missed"), null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_at=None) | Q(missed_at=None), name="callbacks_promise_kept_or_missed"
            ),
            models.UniqueConstraint(
                fields=["call"], condition=Q(kept_at=None, missed_at=None), name="callbacks_promise_one_open_a_call"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether it is neither kept nor missed yet."""
        return self.kept_at is None and self.missed_at is None
