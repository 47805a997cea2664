from datetime import timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from callbacks.facts_for_readers import FactsForReaders
from callbacks.phone import BadPhone, Phone, parse
from callbacks.querysets import HospitalFactsQuerySet
from callbacks.signals import facts_changed
from callbacks.validators import validate_dates, validate_opening_hours, validate_phone_to_call


class HospitalFacts(models.Model):
    """What readers are told about the hospital: exactly one row. What is empty is not shown; nothing is invented."""

    id = models.PositiveSmallIntegerField(primary_key=True, editable=False)
    name = models.CharField(_("name of the hospital"), max_length=200, blank=True)
    controller = models.TextField(
        _("who answers for personal data"),
        blank=True,
        help_text=_("The data controller, with postal address, as the privacy notice names it."),
    )
    phone_to_call = models.CharField(
        _("number to call"),
        max_length=40,
        blank=True,
        validators=[validate_phone_to_call],
        help_text=_("For example 444 0 123 or 0212 345 67 89."),
    )
    opening_hours = models.TextField(
        _("when we call and answer"),
        blank=True,
        validators=[validate_opening_hours],
        help_text=_("One rule a line, such as Mo-Fr 09:00-18:00 or PH off (public holidays)."),
    )
    closed_days = models.TextField(
        _("days we are closed"), blank=True, validators=[validate_dates], help_text=_("One date a line: 2026-10-29.")
    )
    minutes_a_call = models.PositiveSmallIntegerField(
        _("minutes for a call"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("From one call to the next, for one person. By this we work out by when we promise to call."),
    )
    callers = models.PositiveSmallIntegerField(
        _("people who call at the same time"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )

    is_from_memory = False  # True where the database refused and somebody had to be told something

    objects = HospitalFactsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("facts of the hospital")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="callbacks_hospitalfacts_one_row"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("facts of the hospital"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the one row, whichever object it came from, and tell `facts_changed` before it is committed.

        Raises ValidationError: public pages read this row and must be able to trust it.
        """
        self.pk = 1
        self.clean_fields()
        with transaction.atomic():
            super().save(*args, **kwargs)
            facts_changed.send(sender=type(self), facts=self)

    @property
    def phone(self) -> str:
        """The number to call as it is read out, "444 0 123", or ""."""
        number = self._number()
        return number.shown if number else self.phone_to_call

    @property
    def phone_link(self) -> str:
        """The number to call as an address, "tel:+904440123", or ""."""
        number = self._number()
        return number.link if number else ""

    @property
    def pace(self) -> timedelta:
        """How long the line takes for each request in it."""
        return timedelta(minutes=self.minutes_a_call) / self.callers

    @property
    def for_readers(self) -> FactsForReaders:
        return FactsForReaders(self.name, self.phone, self.phone_link, self.opening_hours)

    def _number(self) -> Phone | None:
        try:
            return parse(self.phone_to_call)
        except BadPhone:
            # Empty, or a later libphonenumber knows the number no more: it is then shown as typed.
            return None
