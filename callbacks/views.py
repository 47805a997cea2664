"""The pages of the call form. None of them reads who is logged in; form and confirmation are never cached."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from . import confirming, context, limits, promise
from .cross_origin import same_origin_only
from .forms import CallForm, active_language
from .intake import NotConfirmed, NotStored, TooMany, accept
from .notice import NOTICE_VERSION, kept_text, known_versions, text_of
from .posting import SeeOther, posted
from .source import source_of

RETRY_AFTER = 300  # seconds


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@same_origin_only
def call(request: HttpRequest) -> HttpResponse:
    """The form on a page of its own, and where every call form posts to.

    303 to the confirmation once the request is on disk; 422 with the form as it was filled in. If many came: 200 and
    the question whether this one is meant, then 429. 503 if neither the database nor the spool takes it.
    """
    if request.method != "POST":
        return _form_page(request, CallForm())
    form = CallForm(posted(request))
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        accepted = accept(form.cleaned_data, source=source_of(request))
    except NotConfirmed:
        return _confirm_page(request, form)
    except TooMany:
        return _refusal(request, 429, limits.retry_after())
    except NotStored:
        return _refusal(request, 503, RETRY_AFTER)
    return SeeOther(reverse("callbacks:received", args=[accepted.token]))


def _confirm_page(request: HttpRequest, form: CallForm) -> HttpResponse:
    """What was posted, to look at, with a signed time: a page that nobody has kept for long can be sent on."""
    stamped = confirming.stamp(form.cleaned_data["phone"].e164, timezone.now())
    return render(request, "callbacks/confirm.html", {"form": form, "stamped": stamped})


def _refusal(request: HttpRequest, status: int, seconds: int) -> HttpResponse:
    response = render(request, f"{status}.html", status=status)
    response["Retry-After"] = str(seconds)
    return response


def _form_page(request: HttpRequest, form: CallForm, status: int = 200) -> HttpResponse:
    topic = {"text": form.topic, "lang": active_language()} if form.topic else None
    shown = {"form": form, "topic": topic, "promised": promise.spoken(timezone.now())}
    return render(request, "callbacks/call_form.html", shown, status=status)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice of today."""
    return notice(request, NOTICE_VERSION)


@require_safe
def notice(request: HttpRequest, version: str) -> HttpResponse:
    """A notice as it was shown with an earlier form; 404 for a version there never was.

    `version` is that of a template, or the name that notice.keep gave to the words somebody was shown.
    """
    shown: dict[str, Any] = {"version": version[: len(NOTICE_VERSION)], "current": version == NOTICE_VERSION}
    language = active_language()
    text = (
        text_of(version, language, context.facts_for(request))
        if version in known_versions()
        else kept_text(version, language)
    )
    if text is None:
        raise Http404
    return render(request, "callbacks/notice.html", {**shown, "text": text})
