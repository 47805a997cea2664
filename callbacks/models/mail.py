from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callbacks.models.call_request import CallRequest
from callbacks.querysets import MailQuerySet


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    DEAD = "dead", _("given up")


class Mail(models.Model):
    """A message to the call team that has to go out, written in the transaction of the request it is about.

    Without a `call` it warns of the spool. It holds nothing of the person. `message_id` is the same for every try, so
    that a copy is known as a copy.
    """

    call = models.ForeignKey(
        CallRequest, models.CASCADE, verbose_name=_("call request"), related_name="mails", null=True, blank=True
    )
    message_id = models.CharField(max_length=100, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=MailState, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("next try"), default=timezone.now, db_index=True)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_fault = models.CharField(_("last fault"), max_length=60, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail to the call team")
        verbose_name_plural = _("mails to the call team")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="callbacks_mail_state_known"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="callbacks_mail_sent_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id
