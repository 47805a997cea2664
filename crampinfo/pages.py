"""The few pages that are neither articles nor the call line."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.surrogate_keys import for_everyone
from callbacks.context import facts
from crampinfo import first_flight
from crampinfo.security import is_for_staff

PLAIN = "text/plain; charset=utf-8"
SECURITY_TXT_DAYS = 180  # RFC 9116 asks for less than a year


@require_safe
@for_everyone
def how_we_write(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/how_we_write.html")


@require_safe
@for_everyone
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@require_safe
@for_everyone
def robots(request: HttpRequest) -> HttpResponse:
    rules = f"User-agent: *\nDisallow: /admin/\n\nSitemap: {settings.SITE_URL}{reverse('sitemap')}\n"
    return HttpResponse(rules, content_type=PLAIN)


@require_safe
@cache_control(max_age=24 * 3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116): SECURITY_CONTACT, else the hospital's number, else there is no such file.

    It runs out, so it is made for each who asks and not kept at the door.
    """
    contacts = settings.SECURITY_CONTACT or list(filter(None, [facts().phone_link]))
    if not contacts:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = (today + timedelta(days=SECURITY_TXT_DAYS)).isoformat().replace("+00:00", "Z")
    lines = [f"Contact: {contact}" for contact in contacts]
    lines += [f"Expires: {expires}", "Preferred-Languages: en, tr", f"Canonical: {settings.SITE_URL}{request.path}"]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


@require_safe
@for_everyone
def favicon(request: HttpRequest) -> HttpResponse:
    """For what asks for the mark without having read a page, which names it itself."""
    return HttpResponseRedirect(static("img/mark.svg"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Every 404 that no room answers itself; without the exception's words, which repeat what was asked for."""
    if is_for_staff(request):
        return render(request, "admin/404.html", admin.site.each_context(request), status=404)
    return render(request, "404.html", status=404, context={"addresses": dict.fromkeys(dict(settings.LANGUAGES))})


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Every 403: at the desk a right that is missing, elsewhere a form that came from another site."""
    if is_for_staff(request):
        return render(request, "admin/403.html", admin.site.each_context(request), status=403)
    return render(request, "403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Every 500, in both languages at once. It needs no database and no language, and comes bare before it fails."""
    shown = {"stylesheet": "" if is_for_staff(request) else _sheet()}
    return HttpResponseServerError(render_to_string("500.html", shown))


def _sheet() -> str:
    try:
        return first_flight.stylesheet()
    except Exception:  # a static file that is missing may be the very thing that went wrong
        return ""
