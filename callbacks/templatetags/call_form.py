"""The call form as it stands below every article: empty, and so the same for everyone who reads the language."""

from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from callbacks.forms import CallForm, active_language

register = template.Library()


@register.simple_tag
def empty_fields() -> SafeString:
    """The fields of an empty form, made once a language: a form is 1 ms of work, which articles need not repeat."""
    make = _made.__wrapped__ if settings.DEBUG else _made
    return make(active_language())


@cache
def _made(language: str) -> SafeString:
    return render_to_string("callbacks/fields.html", {"form": CallForm()})
