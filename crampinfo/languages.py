"""One address for each page in each language, and the way there from its near misses."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from articles import links
from articles.addresses import editions_at

LANGUAGES = dict(settings.LANGUAGES)
OF_AN_ARTICLE = {f"articles:{what}": what for what in (links.PAGE, links.MARKDOWN, links.JSON)}


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the home page in the reader's language; the address is the choice, so nothing is remembered."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, private=True)
    return response


def page_in(language: str, match: ResolverMatch) -> str | None:
    """The address in `language` of the page that `match` found in another language, or None if it has none."""
    with override(language):
        if match.view_name in OF_AN_ARTICLE:
            edition = editions_at(language, match.kwargs["slug"]).get(language)
            return links.address(language, edition.slug, OF_AN_ARTICLE[match.view_name]) if edition else None
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return None


def swapped(path: str) -> str | None:
    """Where /tr/articles/muscle-spasm/, an address with the other language's words, should have pointed."""
    prefix, _slash, rest = path.lstrip("/").partition("/")
    rest = rest if rest.endswith(("/", ".md", ".json")) else f"{rest}/"
    for other in LANGUAGES if prefix in LANGUAGES else ():
        with override(other):
            try:
                match = resolve(f"/{other}/{rest}")
            except Resolver404:
                continue
        if other != prefix and (address := page_in(prefix, match)) and address != path:
            return address
    return None


class OneAddress:
    """/TR/ is /tr/, and an address made of two languages leads to the page in the language of its prefix."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix, slash, rest = request.path_info.lstrip("/").partition("/")
        if prefix not in LANGUAGES and prefix.lower() in LANGUAGES:
            return self.to(request, escape_uri_path(f"/{prefix.lower()}{slash}{rest}"))
        response = self.get_response(request)
        nowhere = response.status_code == 404 and request.method in ("GET", "HEAD")
        address = swapped(request.path_info) if nowhere else None
        return self.to(request, address) if address else response

    @staticmethod
    def to(request: HttpRequest, address: str) -> HttpResponse:
        query = request.META.get("QUERY_STRING")
        # 308 for a post, which a 301 would turn into a reading of the page and so lose.
        reads = request.method in ("GET", "HEAD")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address, preserve_request=not reads)
