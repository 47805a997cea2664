from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callbacks.models.call_request import CallRequest


class Outcome(models.TextChoices):
    REACHED = "reached", _("reached")
    NO_ANSWER = "no_answer", _("no answer")
    BUSY = "busy", _("busy")
    MESSAGE = "message", _("left a message")
    WRONG_NUMBER = "wrong_number", _("wrong number")


class CallAttempt(models.Model):
    """One try to reach somebody. It has no room for words, so nothing about a person can be written into it."""

    call = models.ForeignKey(CallRequest, models.CASCADE, verbose_name=_("call request"), related_name="attempts")
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)

    class Meta:
        verbose_name = _("try to call")
        verbose_name_plural = _("tries to call")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="callbacks_callattempt_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.made_at:%Y-%m-%d %H:%M}"
