"""The same edition as its page, for programs: as Markdown and as JSON."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import links, views
from articles.article_in_markdown import written
from articles.markdown import link, words
from articles.models import Edition
from articles.surrogate_keys import for_everyone


@require_safe
@for_everyone
def as_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    return views.answer(request, slug, links.MARKDOWN, _markdown)


@require_safe
@for_everyone
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    return views.answer(request, slug, links.JSON, _json)


def _markdown(request: HttpRequest, edition: Edition, editions: dict[str, Edition]) -> HttpResponse:
    said = views.published(edition, editions)
    lines = written(said["document"], said["changes"], said["sign_off"])
    body = "\n\n".join(
        [*lines, link(words(_("This article as a web page")), settings.SITE_URL + edition.get_absolute_url())]
    )
    return _twin(edition, body + "\n", "text/markdown; charset=utf-8")


def _json(request: HttpRequest, edition: Edition, editions: dict[str, Edition]) -> HttpResponse:
    claim = views.claim(edition)
    said = {
        "address": settings.SITE_URL + edition.get_absolute_url(),
        "addresses": {code: settings.SITE_URL + each.get_absolute_url() for code, each in sorted(editions.items())},
        "edition": edition.number,
        "published_at": edition.published_at.isoformat(),
        "sign_off": claim and claim | {"on": claim["on"].isoformat()},
        "changes": edition.changes,
        "document": {name: part for name, part in edition.document.items() if name != "search_words"},
    }
    return _twin(edition, json.dumps(said, ensure_ascii=False, indent=1) + "\n", "application/json; charset=utf-8")


def _twin(edition: Edition, body: str, content_type: str) -> HttpResponse:
    """An answer that says of which page it is a twin, so that search engines count them as one (RFC 6596)."""
    page = settings.SITE_URL + edition.get_absolute_url()
    return HttpResponse(body, content_type=content_type, headers={"Link": f'<{page}>; rel="canonical"'})
