"""Guard a post that carries no token by where it comes from, so that the page with the form can be cached.

The rule of Go's net/http.CrossOriginProtection: browsers have said where a post comes from in Sec-Fetch-Site since
2020 to 2023, older ones in Origin, and a page cannot forge either. A post with neither is no browser, so nobody's
cookies or address are being misused.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

View = Callable[..., HttpResponse]


def same_origin_only(view: View) -> View:
    """`view`, freed of Django's token and guarded instead: a post from another site raises PermissionDenied (403)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS and not comes_from_here(request):
            raise PermissionDenied("posted from another site")
        return view(request, *args, **kwargs)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    guarded.guards_cross_origin = True  # type: ignore[attr-defined]  # a test demands it of every exempt view
    return guarded


def comes_from_here(request: HttpRequest) -> bool:
    """Whether `request` was sent by a page of this site, by the person directly, or by no browser at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    # SITE_URL counts as well: behind a proxy that ends TLS without telling us, request.scheme is wrong.
    return origin is None or origin in (f"{request.scheme}://{request.get_host()}", origin_of(settings.SITE_URL))


def origin_of(address: str) -> str:
    """The origin of a full address as a browser writes it: in small letters, without the usual port."""
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
