"""What every page promises a browser, and the line between readers and staff.

Readers' pages are the same bytes for everyone: no cookie goes in and none comes out, so that a stray `sessionid`
cannot make Django answer with a cookie and `Vary: Cookie`. Sessions, login and messages live under /admin/ only.
"""

from collections.abc import Callable
from typing import Any

from auditlog.middleware import AuditlogMiddleware
from axes.middleware import AxesMiddleware
from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from articles.surrogate_keys import is_for_everyone
from callbacks.source import client_address  # noqa: F401 - axes finds it here
from crampinfo import first_flight, sending

STAFF_PREFIX = "/admin/"

HEADERS = {
    "X-Frame-Options": "DENY",  # Django's own middleware is not asked where an address is only led on
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Not on pages that are for everyone, where there is nothing to see: for it the browser gives up the process that it
# has ready and starts another once the page is there, which made a phone wait 70 ms longer (decision 8).
OF_ONES_OWN = {"Cross-Origin-Opener-Policy": "same-origin"}

View = Callable[[HttpRequest], HttpResponse]


def is_for_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF_PREFIX)


def public_policy() -> str:
    """The Content-Security-Policy of readers' pages: one constant string, no nonce, so that pages can be kept.

    The inlined style sheet is allowed by its hash (CSP level 3, section 8.3). No script of ours connects anywhere;
    tools that judge a page, such as Lighthouse, ask for /robots.txt from inside it.
    """
    return (
        f"default-src 'none'; script-src 'self'; style-src {first_flight.hashes()}; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    )


def without_cookie(vary: str) -> str:
    return ", ".join(name for name in (part.strip() for part in vary.split(",")) if name.lower() != "cookie")


class PublicPages:
    """Outermost: takes cookies off readers' requests and answers, and gives the answer its headers."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_for_staff(request):
            response = self.get_response(request)
            response.setdefault("Cache-Control", "no-store")
        else:
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
            response = self.get_response(request)
            response.cookies.clear()
            if response.has_header("Vary"):
                response["Vary"] = without_cookie(response["Vary"])
            response.setdefault("Cache-Control", "no-cache")
            response.setdefault("Content-Security-Policy", public_policy())
        for name, value in (HEADERS if is_for_everyone(response) else HEADERS | OF_ONES_OWN).items():
            response.setdefault(name, value)
        return response if is_for_staff(request) else sending.send(request, response)


class OnStaffPaths:
    """Mixin: the middleware it is put before runs under /admin/ and nowhere else."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if is_for_staff(request):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)


class StaffSessions(OnStaffPaths, SessionMiddleware):
    pass


class StaffAuthentication(OnStaffPaths, AuthenticationMiddleware):
    pass


class StaffMessages(OnStaffPaths, MessageMiddleware):
    pass


class StaffAudit(OnStaffPaths, AuditlogMiddleware):
    """Knows who opened a call request. It reads the user, which on readers' pages would vary them by cookie."""


class StaffPolicy(OnStaffPaths, CSPMiddleware):
    """The admin's policy with a nonce; a preview gets the readers' own, being a readers' page."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "is_preview", False):
            response["Content-Security-Policy"] = public_policy()
        return super().process_response(request, response)


class StaffAxes(OnStaffPaths, AxesMiddleware):
    pass
