"""Every address of the site for search engines: an index, one page for the fixed pages, and pages of articles.

A page of articles is a range of article numbers: one range of one index, the same articles every time, and no counting.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles import links, surrogate_keys
from articles.models import Edition
from articles.models.words import LANGUAGES
from articles.surrogate_keys import for_everyone, made_from

ARTICLES_A_PAGE = 2500  # two addresses each; the protocol allows 50,000, and a smaller page is fetched again sooner
MOST_PAGES = 2**40  # beyond it the database has no such number
FIXED = ("home", "articles:list", "how_we_write", "accessibility", "callbacks:call", "callbacks:privacy")

XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
ALL = [surrogate_keys.all_of(language) for language in LANGUAGES]


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    pages = Edition.objects.current().newest_in_each(ARTICLES_A_PAGE)
    entries = [_entry(reverse("sitemap_of_articles", args=[page]), newest.isoformat()) for page, newest in pages]
    whole = "".join([_entry(reverse("sitemap_of_pages")), *entries])
    return made_from(_xml(f'<sitemapindex xmlns="{XMLNS}">{whole}</sitemapindex>'), *ALL)


def _entry(address: str, newest: str = "") -> str:
    return f"<sitemap><loc>{_full(address)}</loc>{_lastmod(newest)}</sitemap>\n"


@require_safe
@for_everyone
def of_pages(request: HttpRequest) -> HttpResponse:
    """The pages that are neither articles nor made for one reader."""
    return _urlset(urls([(language, _address(view, language), "") for language in LANGUAGES]) for view in FIXED)


def _address(view: str, language: str) -> str:
    with override(language):
        return reverse(view)


@require_safe
@for_everyone
def of_articles(request: HttpRequest, page: int) -> HttpResponse:
    """The articles of one range of numbers. Raises Http404 where there are none."""
    if page > MOST_PAGES:
        raise Http404
    editions = Edition.objects.current().of_articles(page * ARTICLES_A_PAGE, (page + 1) * ARTICLES_A_PAGE)
    rows = editions.order_by("article_id", "language").values_list("article_id", "language", "slug", "published_at")
    if not rows:
        raise Http404
    articles = groupby(rows, key=itemgetter(0))
    return made_from(
        _urlset(
            urls(
                [(language, links.address(language, slug), newest.isoformat()) for _id, language, slug, newest in each]
            )
            for _article, each in articles
        ),
        *ALL,
    )


def urls(editions: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """One page in all its languages, as (language, address, when it changed): an entry each, and each names all.

    The x-default is the English page or the only one there is, as the page's own head says.
    """
    found = [(language, _full(address), changed) for language, address, changed in editions]
    alternates = [(language, address) for language, address, _changed in found] + [("x-default", found[0][1])]
    named = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{href}"/>' for code, href in alternates)
    return (f"<url><loc>{address}</loc>{_lastmod(changed)}{named}</url>\n" for _language, address, changed in found)


def _full(address: str) -> str:
    return escape(settings.SITE_URL + address)


def _lastmod(changed: str) -> str:
    return f"<lastmod>{changed}</lastmod>" if changed else ""


def _urlset(pages: Iterable[Iterable[str]]) -> HttpResponse:
    whole = "".join(entry for page in pages for entry in page)
    return _xml(f'<urlset xmlns="{XMLNS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{whole}</urlset>')


def _xml(body: str) -> HttpResponse:
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n', content_type="application/xml")
