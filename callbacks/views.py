"""The pages of the call form. None of them reads who is logged in; form and confirmation are never cached."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from .cross_origin import same_origin_only
from .forms import CallForm, active_language
from .intake import NotStored, accept
from .models import CallRequest
from .notice import NOTICE_VERSION, known_versions, template_of

RETRY_AFTER = "300"  # seconds


class SeeOther(HttpResponseRedirect):
    """303: look there, with GET. Reloading the page behind it sends nothing again."""

    status_code = 303


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@same_origin_only
def call(request: HttpRequest) -> HttpResponse:
    """The form on a page of its own, and where every call form posts to.

    303 to the confirmation once the request is on disk; 422 with the form as it was filled in; 503 if the database
    refuses.
    """
    if request.method != "POST":
        return _form_page(request, CallForm())
    form = CallForm(_posted(request))
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        _call, token = accept(form.cleaned_data)
    except NotStored:
        response = render(request, "503.html", status=503)
        response["Retry-After"] = RETRY_AFTER
        return response
    return SeeOther(reverse("callbacks:received", args=[token]))


def _form_page(request: HttpRequest, form: CallForm, status: int = 200) -> HttpResponse:
    topic = {"text": form.topic, "lang": active_language()} if form.topic else None
    return render(request, "callbacks/call_form.html", {"form": form, "topic": topic}, status=status)


def _posted(request: HttpRequest) -> QueryDict:
    """What was posted. Raises BadRequest (400) for a body in another character set than our pages, or cut short."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.strip("'\"").lower() not in ("utf-8", "utf8"):
        raise BadRequest("a form in another character set than UTF-8")
    try:
        return request.POST
    except (ValueError, UnreadablePostError):  # a length that is no number; a person who has gone away
        raise BadRequest("a form that cannot be read") from None


@require_safe
@never_cache
def received(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation, under an address that nobody can guess. Wrong and erased ones are 404 alike."""
    harmless = ("reference", "language", "window", "received_at")
    call = CallRequest.objects.opened_by(token).only(*harmless).first()
    if call is None:
        raise Http404
    shown = {
        "reference": call.reference,
        "language": call.language,
        "window": call.get_window_display(),
        "received_at": call.received_at,
    }
    response = render(request, "callbacks/received.html", {"call": shown})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice of today."""
    return notice(request, NOTICE_VERSION)


@require_safe
def notice(request: HttpRequest, version: str) -> HttpResponse:
    """A notice as it was shown with an earlier form; 404 for a version there never was."""
    if version not in known_versions():
        raise Http404
    context = {"version": version, "notice_template": template_of(version), "current": version == NOTICE_VERSION}
    return render(request, "callbacks/notice.html", context)
