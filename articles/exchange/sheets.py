"""The texts of an article that wait for one language, beside their source."""

from typing import Any

from django.utils.translation import override

from articles import place_names
from articles.content.dumping import lines_in
from articles.freshness import MISSING, STALE, FieldState, fingerprint, source_when_made, table
from articles.models import Article

Sheet = dict[str, Any]

TO_FILL = "…"  # stands where a translation is missing


def sheet(article: Article, language: str, *, everything: bool = False) -> Sheet:
    """What is stale or missing in `language`, or everything, safety texts first. `article` comes with_everything().

    What is made from another language than the article, such as the name of a Turkish article's topic, is left out.
    """
    source = article.source_language
    found = [each for each in table(article) if (each.row.written_in, each.language) == (source, language)]
    waiting = [each for each in found if each.source.strip() and (everything or each.state in (STALE, MISSING))]
    waiting.sort(key=lambda each: not each.safety)
    with override(language):
        texts = [_entry(article, each) for each in waiting]
    return {"translation_of": article.key, "from": source, "into": language, "texts": texts}


def _entry(article: Article, each: FieldState) -> dict[str, Any]:
    source, prints = each.row.written_in, {each.row.written_in: fingerprint(each.source)}
    entry: dict[str, Any] = {"place": each.place, "where": place_names.name(each.row, each.field), "state": each.state}
    entry |= {"safety": True} if each.safety else {}
    was = source_when_made(article, each.place, each.language) if each.state == STALE else None
    entry |= {"source_was": as_said(each.place, was)} if was else {}
    entry[source] = as_said(each.place, each.source)
    if each.text.strip():
        entry |= {each.language: as_said(each.place, each.text)}
        entry |= {"still_holds": False} if each.state == STALE else {}
        prints[each.language] = fingerprint(each.text)
    else:
        entry[each.language] = as_said(each.place, TO_FILL)
    return entry | {"fingerprints": prints}


def as_said(place: str, text: str) -> str | list[str]:
    """The text as files say it: the points of a summary are a list."""
    return lines_in(text) if place == "summary" else text.strip()
