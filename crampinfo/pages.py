"""The few pages that are neither articles nor the call line."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.surrogate_keys import for_everyone
from crampinfo.security import is_for_staff


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
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain; charset=utf-8")


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
