"""What a public answer was made from, so that an edit drops exactly the answers that it made untrue.

A view for readers is marked `@for_everyone` and names its keys with `made_from`. Whatever changes what readers get
writes the same keys to the change log in its own transaction (`Change.objects.write`). The door, and any cache in
front that knows the Surrogate-Key header, drops the answers that carry one of them.

| key | carried by answers that show |
|---|---|
| `article:KEY` | an article, in either language: its page, what is made from it |
| `letter:LANGUAGE:LETTER` | articles under one letter of the A to Z |
| `topic:KEY` | articles of one topic |
| `list:LANGUAGE` | all articles of a language, or any of them wherever they stand |
| `home:LANGUAGE` | the home page's choice |
| `site` | the hospital's facts; every answer for everyone carries it |
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

if TYPE_CHECKING:
    from articles.models import Edition

HEADER = "Surrogate-Key"
SITE = "site"

# A cache in front may show for so long what it has, while it fetches the new one: nobody waits for our machine, and
# nobody reads for longer than this what we have corrected.
STALE_SECONDS = 10

Answer = TypeVar("Answer", bound=HttpResponse)
View = Callable[..., HttpResponse]


def made_from(response: Answer, *keys: str) -> Answer:
    """`response`, which now carries `keys` beside those it carried already."""
    carried = response.get(HEADER, "").split()
    response[HEADER] = " ".join(dict.fromkeys([*carried, *keys]))
    return response


def for_everyone(view: View) -> View:
    """`view`, whose answers are the same bytes for whoever asks: not by cookie, language of the browser or address.

    They may be kept, here and by any cache on the way, until one of their keys changes.
    """

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, stale_while_revalidate=STALE_SECONDS)
        return made_from(response, SITE)

    return answered


def is_for_everyone(response: HttpResponse) -> bool:
    """Whether `response` says that it is the same for whoever asks: a view for_everyone, or a static file."""
    return "public" in response.get("Cache-Control", "")


def article(key: str) -> str:
    return f"article:{key}"


def letter(language: str, which: str) -> str:
    """Plain letters only, because it goes into a header: Ç of Turkish is letter:tr:%C3%87."""
    return f"letter:{language}:{quote(which)}"


def topic(key: str) -> str:
    return f"topic:{key}"


def all_of(language: str) -> str:
    return f"list:{language}"


def home(language: str) -> str:
    return f"home:{language}"


def of_edition(edition: Edition) -> list[str]:
    """Every key that `edition` can stand under: what changes when it comes or goes."""
    language = edition.language
    places = [letter(language, edition.letter), all_of(language), home(language)]
    return [article(edition.article.key), topic(edition.document["topic"]["key"]), *places]
