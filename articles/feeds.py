"""What is new for readers, as an Atom feed a language: first editions, and changes of content and safety."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import links, surrogate_keys
from articles.models import Edition
from articles.models.words import ChangeKind
from articles.surrogate_keys import for_everyone, made_from

ENTRIES = 30
SINCE = 2026  # the year from which entries are named (RFC 4151); it never changes


@require_safe
@for_everyone
def feed(request: HttpRequest) -> HttpResponse:
    language = get_language()
    newest = Edition.objects.in_language(language).that_tell_readers().newest_first()[:ENTRIES]
    told = list(newest.values("article_id", "article__key", "number", "kind", "note", "published_at"))
    now = Edition.objects.current().in_language(language).filter(article__in=[each["article_id"] for each in told])
    shown = {each["article_id"]: each for each in now.order_by().values("article_id", "slug", "card")}
    atom = written(language, [each | shown[each["article_id"]] for each in told if each["article_id"] in shown])
    response = HttpResponse(content_type=atom.content_type)
    atom.write(response, "utf-8")
    return made_from(response, surrogate_keys.all_of(language))


def written(language: str, entries: Iterable[dict[str, Any]]) -> Atom1Feed:
    atom = Atom1Feed(
        title="CrampInfo",
        link=settings.SITE_URL + reverse("home"),
        feed_url=settings.SITE_URL + reverse("articles:feed"),
        description=_("Plain words on illness and health, in English and Turkish, with their sources."),
        language=language,
    )
    for each in entries:
        atom.add_item(
            title=_title(each),
            link=settings.SITE_URL + links.address(language, each["slug"]),
            description=each["note"] or each["card"]["lead"]["text"],
            unique_id=_name(language, each),
            pubdate=each["published_at"],
            updateddate=each["published_at"],
        )
    return atom


def _title(entry: dict[str, Any]) -> str:
    title = entry["card"]["title"]["text"]
    if entry["kind"] == ChangeKind.SAFETY:
        return _("Safety: %(title)s") % {"title": title}
    if entry["kind"] == ChangeKind.CONTENT:
        return _("Changed: %(title)s") % {"title": title}
    return title


def _name(language: str, entry: dict[str, Any]) -> str:
    """The entry's name for good, wherever the article moves."""
    host = settings.SITE_URL.partition("://")[2]
    return f"tag:{host},{SINCE}:{entry['article__key']}/{language}/{entry['number']}"
