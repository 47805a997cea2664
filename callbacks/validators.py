"""What the admin accepts as facts of the hospital. Each raises ValidationError with the cure."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import opening_hours, phone


def validate_phone_to_call(text: str) -> None:
    try:
        number = phone.parse(text)
    except phone.BadPhone:
        words = _("Enter a number that people can call, for example 444 0 123 or 0212 345 67 89.")
        raise ValidationError(words) from None
    if number.extension:
        raise ValidationError(_("Leave the extension out: a phone that dials this number cannot dial it."))


def validate_opening_hours(text: str) -> None:
    try:
        opening_hours.parse(text)
    except opening_hours.BadOpeningHours as bad:
        words = _("“%(part)s” cannot be read. Write one rule a line, such as Mo-Fr 09:00-18:00 or PH off.")
        raise ValidationError(words, params={"part": str(bad)}) from None


def validate_dates(text: str) -> None:
    for line in text.split():
        try:
            date.fromisoformat(line)
        except ValueError:
            words = _("“%(line)s” is no date. Write one a line, such as 2026-10-29.")
            raise ValidationError(words, params={"line": line}) from None
