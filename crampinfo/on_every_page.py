"""What every page for readers has at hand, besides what its view gave it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from callbacks import context as calls
from crampinfo import first_flight


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """The style sheets, the facts of the hospital, and where the page is in each language."""
    return {
        "stylesheet": first_flight.stylesheet(),
        "elsewhere": first_flight.elsewhere(),
        "facts": calls.facts_for(request).for_readers,
        "addresses": SimpleLazyObject(lambda: addresses(request)),
        "canonical": settings.SITE_URL + escape_uri_path(request.path),
        "site_url": settings.SITE_URL,
    }


def addresses(request: HttpRequest) -> dict[str, str | None]:
    """This page's address in each language, for pages that exist in all; a view with articles says its own."""
    match = request.resolver_match
    found: dict[str, str | None] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            try:
                found[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs) if match else None
            except NoReverseMatch:
                found[code] = None
    return found
