"""The page that belongs to one person: what became of their request, without an account.

Its address is all that opens it, so nothing may pass the address on, and nothing personal is on it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseRefusal
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from . import context, erasure, promise, spool
from .calling_time import is_offered
from .cross_origin import same_origin_only
from .models import CallAttempt, CallRequest
from .models.call_request import OPEN, Window
from .posting import SeeOther, posted

METHODS = ["GET", "HEAD", "POST"]
HARMLESS = ("reference", "language", "window", "received_at", "state", "merged_into")

View = Callable[..., HttpResponse]


def for_one_person(view: View) -> View:
    """`view`, whose page is kept by nobody, found by no search, and whose address no browser passes on.

    strict-origin, not no-referrer: with that one an old browser would send "Origin: null" with the page's own forms.
    Django logs every refusal with the address, and that address opens the page: so refusals are made here, unlogged.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            known = request.method in METHODS
            response = view(request, *args, **kwargs) if known else HttpResponseNotAllowed(METHODS)
        except PermissionDenied:
            response = render(request, "403.html", status=403)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "strict-origin"
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return never_cache(guarded)


@for_one_person
@sensitive_post_parameters()
@same_origin_only
def received(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation and, from then on, the person's page. Wrong, old and erased addresses get the same bytes."""
    nowhere: View = _nobodys
    try:
        call = CallRequest.objects.opened_by(token).only(*HARMLESS).first()
    except DatabaseRefusal:
        call, nowhere = None, _not_now
    if call is None:
        return _spooled(request, token) or nowhere(request)
    if request.method == "POST":
        return STEPS.get(posted(request).get("step", ""), _page)(request, call)
    return _page(request, call)


def _spooled(request: HttpRequest, token: str) -> HttpResponse | None:
    """The confirmation of a request that waits on disk for the database; None if it does not."""
    reference = spool.reference_of(token)
    return render(request, "callbacks/spooled.html", {"reference": reference}) if reference else None


def _not_now(request: HttpRequest) -> HttpResponse:
    return render(request, "callbacks/away.html", status=503)


def _nobodys(request: HttpRequest) -> HttpResponse:
    """404 for every address that opens nothing. It does not repeat the address, in no link either."""
    nowhere = {"canonical": "", "addresses": {"en": "/en/", "tr": "/tr/"}}
    return render(request, "callbacks/gone.html", nowhere, status=404)


def _page(request: HttpRequest, call: CallRequest, status: int = 200) -> HttpResponse:
    tries = CallAttempt.objects.filter(call__in=[call.pk, call.merged_into_id or 0], made_at__gte=call.received_at)
    promises = list(call.promises.order_by("pk"))
    shown = {
        "reference": call.reference,
        "language": call.language,
        "window": call.get_window_display(),
        "received_at": call.received_at,
        "state": call.state if call.state != "spam" else "new",  # to whom it may concern, it looks the same
        "open": call.state in (*OPEN, "spam"),
        "promised": next((promise.in_words(each.due_at) for each in promises if each.is_open), ""),
        "missed": [promise.in_words(each.due_at) for each in promises if each.missed_at],
        "last_try": tries.values_list("made_at", flat=True).first(),
        "offered": is_offered(call.window, context.facts()),
    }
    windows = {"windows": Window.choices, "chosen": call.window, "changed": "changed" in request.GET}
    return render(request, "callbacks/person.html", {"call": shown, **windows}, status=status)


def _change_window(request: HttpRequest, call: CallRequest) -> HttpResponse:
    """Store another time of day and promise anew. What is no such time, or comes too late, changes nothing."""
    window = request.POST.get("window", "")
    changed = window in Window.values and promise.change_window(call, window, timezone.now())
    address = reverse("callbacks:received", args=[request.resolver_match.kwargs["token"]])  # type: ignore[union-attr]
    return SeeOther(address + ("?changed" if changed else ""))


def _erase(request: HttpRequest, call: CallRequest) -> HttpResponse:
    """Ask once more, then erase at once. Afterwards the address opens nothing, so the answer itself says it."""
    if request.POST.get("sure") != "yes":
        return render(request, "callbacks/erase.html", {"reference": call.reference})
    erasure.withdraw(call, timezone.now())
    return render(request, "callbacks/erased.html", {"language": get_language()})


STEPS: dict[str, View] = {"window": _change_window, "erase": _erase}
