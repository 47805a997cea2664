"""The fixed words that rows and files choose from."""

import re

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)

RESERVED_ANCHORS = ("summary", "sources", "changes", "call", "main")  # the page's own, and all that begin so:
RESERVED_BEGINNING = "source-"

plain_word = RegexValidator(
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z"), _("Use small letters, digits and hyphens, such as muscle-spasm.")
)


class SectionKind(models.TextChoices):
    TEXT = "text", _("text")
    CAUSES = "causes", _("causes")
    PREVENTION = "prevention", _("prevention")
    HELP = "help", _("when to get help")


class Evidence(models.TextChoices):
    WELL_SUPPORTED = "well-supported", _("Well supported")
    POSSIBLE = "possible", _("Possible")
    NOT_SHOWN = "not-shown", _("Not shown")
    MAY_HARM = "may-harm", _("May do harm")


class Advice(models.TextChoices):
    DO = "do", _("do")
    DO_NOT = "do-not", _("do not")


class Urgency(models.TextChoices):
    """In the order in which the cards are read."""

    EMERGENCY = "emergency", _("emergency")
    URGENT = "urgent", _("same day")
    ROUTINE = "routine", _("appointment")


class Icon(models.TextChoices):
    MINERALS = "minerals", _("minerals")
    DROP = "drop", _("drop")
    PULSE = "pulse", _("pulse")
    RUN = "run", _("runner")
    PILL = "pill", _("pill")
    BODY = "body", _("body")


class ChangeKind(models.TextChoices):
    FIRST = "first", _("first edition")
    WORDING = "wording", _("wording: the meaning is the same")
    CONTENT = "content", _("content: readers learn something else")
    SAFETY = "safety", _("safety: readers could come to harm by the old text")


class Fault(models.TextChoices):
    """Why the address of a source was not answered at all, or not asked."""

    UNREACHABLE = "unreachable", _("nobody answers")
    CERTIFICATE = "certificate", _("its certificate is not valid")
    PRIVATE = "private", _("it leads into a private network")
    CIRCLE = "circle", _("it leads on and on")
    ADDRESS = "address", _("it is no address")
