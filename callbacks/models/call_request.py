from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callbacks.fields import EncryptedTextField, blind_index
from callbacks.phone import Phone
from callbacks.querysets import CallRequestQuerySet

#: Everything that leads to a person. Emptied at the end of its time (see erasure.py), never shown outside the desk.
PERSONAL = ("name", "phone", "extension", "about", "phone_index")

_CLOSED = Q(state="closed", closed_at__isnull=False)
_NOT_CLOSED = Q(closed_at__isnull=True, closed_by__isnull=True) & ~Q(state="closed")
_CLAIMED = Q(state="in_progress", claimed_by__isnull=False, claimed_at__isnull=False)
_NOT_CLAIMED = Q(claimed_by__isnull=True, claimed_at__isnull=True) & ~Q(state="in_progress")
_ERASED = Q(erased_at__isnull=False, name="", phone="", extension="", about="", phone_index="")
_READABLE = Q(erased_at__isnull=True) & ~Q(name="") & ~Q(phone="") & ~Q(phone_index="")


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    TURKISH = "tr", "Türkçe"


class Window(models.TextChoices):
    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")
    EVENING = "evening", _("In the evening")


class State(models.TextChoices):
    """new → in progress → reached or no answer → closed; spam stands aside."""

    NEW = "new", _("waiting")
    IN_PROGRESS = "in_progress", _("being called")
    NO_ANSWER = "no_answer", _("no answer yet")
    REACHED = "reached", _("reached")
    CLOSED = "closed", _("closed")
    SPAM = "spam", _("taken for spam")


#: A person waits for a call of ours. At most one such request a number: later ones are merged into it.
OPEN = (State.NEW, State.IN_PROGRESS, State.NO_ANSWER)


def _one_of(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}), name=f"callbacks_callrequest_{field}_known"
    )


class CallRequest(models.Model):
    """One wish to be called. Holds no link to an article: a number beside an illness is health data.

    Whatever leads to a person is encrypted and never in `str`, `repr`, a log or an address.
    """

    reference = models.CharField(_("reference"), max_length=7, unique=True, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)

    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("phone number"))
    extension = EncryptedTextField(_("extension"), blank=True)
    about = EncryptedTextField(_("page they were reading"), blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    language = models.CharField(_("language"), max_length=2, choices=Language)
    window = models.CharField(_("when to call"), max_length=9, choices=Window, default=Window.ANY)
    may_leave_message = models.BooleanField(_("may leave a message"), default=False)
    may_say_hospital = models.BooleanField(_("may say that the hospital calls"), default=False)
    notice_version = models.CharField(_("privacy notice shown"), max_length=20)
    notice_language = models.CharField(_("language of the notice"), max_length=2, choices=Language)

    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True, editable=False)
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.NEW)
    merged_into = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("asked again after"), related_name="merged", null=True, blank=True
    )
    claimed_at = models.DateTimeField(_("taken on"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("taken on by"), related_name="+", null=True, blank=True
    )
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(  # nobody where the person withdrew the request
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("closed by"), related_name="+", null=True, blank=True
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = CallRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("call request")
        verbose_name_plural = _("call requests")
        ordering = ["-received_at", "-pk"]
        permissions = [
            ("export_callrequest", _("Can export call requests")),
            ("erase_callrequest", _("Can erase everything of a phone number")),
        ]
        constraints = [
            _one_of("language", Language),
            _one_of("window", Window),
            _one_of("notice_language", Language),
            _one_of("state", State),
            models.CheckConstraint(condition=_CLOSED | _NOT_CLOSED, name="callbacks_callrequest_closed_and_when"),
            models.CheckConstraint(condition=_CLAIMED | _NOT_CLAIMED, name="callbacks_callrequest_claimed_by_and_at"),
            models.UniqueConstraint(
                fields=["phone_index"],
                condition=Q(state__in=OPEN, merged_into=None, erased_at=None),
                name="callbacks_callrequest_one_open_a_number",
            ),
            models.CheckConstraint(condition=_ERASED | _READABLE, name="callbacks_callrequest_whole_or_erased"),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.phone_index = blind_index(self.phone) if self.phone else ""
        super().save(*args, **kwargs)

    @property
    def number(self) -> Phone | None:
        """The number to call, or None once it is erased. Raises fields.WrongKey like every personal field."""
        return Phone(self.phone, self.extension) if self.phone else None
