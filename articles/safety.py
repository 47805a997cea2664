"""Which texts of an edition are a matter of safety, and what follows: its kind, and the day that readers are told.

The lines of care cards and what not to do are so by themselves. Any other text becomes so when it changes in an edition
that somebody publishes as safety, and stays so until it is translated.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import freshness, marks, places
from articles.composing import compose
from articles.documents import Document, Text
from articles.freshness import CURRENT, MISSING, STALE, FieldState, fingerprint
from articles.models import Article, Edition

Lasts = Mapping[str, Edition]  # the newest edition that each language ever had


def changed(before: Document, now: Document) -> set[str]:
    """The places whose text is there, gone or another since `before`."""
    old, new = places.texts(before), places.texts(now)
    return {place for place in {*old, *new} if fingerprint_of(old.get(place)) != fingerprint_of(new.get(place))}


def fingerprint_of(text: Text | None) -> str:
    return fingerprint(text["text"]) if text else ""


def raises_to_safety(before: Document, now: Document) -> bool:
    """Whether a text that is a matter of safety by itself says something else than in the edition `before`. That what
    stood there in its source's language has been translated does not count: readers knew it.
    """
    old = places.texts(before)
    ours = changed(before, now) & (places.of_safety(before) | places.of_safety(now))
    told = {place for place, text in places.texts(now).items() if "safety_since" not in text}
    return any(not (place in told and "safety_since" in old.get(place, ())) for place in ours)


def newly_noticed(before: Document, now: Document) -> bool:
    """Whether readers get a safety text in another language that they did not have before."""
    new = places.texts(now)
    return any("safety_since" in new.get(place, ()) for place in changed(before, now))


def mark(article: Article, languages: Iterable[str], lasts: Lasts, today: str, *, others: set[str]) -> None:
    """Write into the marks of stale and missing translations since when their readers are told so: `today`, unless
    they have been told of the very same text. `others` are the places that become a matter of safety now. What is
    current again loses its day.
    """
    languages = set(languages)
    for each in freshness.table(article):
        if each.place in others or {each.language, each.row.written_in} & languages:
            told = _told(each, lasts.get(each.language))
            if each.state == CURRENT:
                _put(each, None)
            elif each.place in others or (each.safety and (told or each.language in {*languages, *lasts})):
                _put(each, told or today)


def _told(each: FieldState, last: Edition | None) -> str | None:
    """The day since which readers are told, if they have been told of this very text."""
    text: Any = places.texts(last.document).get(each.place, {}) if last else {}
    return text.get("safety_since") if fingerprint(text.get("text")) == fingerprint(each.source) else None


def _put(each: FieldState, since: str | None) -> None:
    mark = marks.mark_of(each.row, each.field, each.language)
    left = {name: said for name, said in mark.items() if name != marks.SAFETY}
    new = left | ({marks.SAFETY: since} if since else {})
    if new != mark:
        freshness.put(each.row, each.field, each.language, new)


def becoming(article: Article, last: Edition | None) -> set[str]:
    """The places whose text in the source's language changes if `article` is published as safety now. The name of a
    topic gives no advice.
    """
    now = compose(article, article.source_language)
    return changed(last.document, now) - {"topic.name"} if last else set()


def behind(article: Article, language: str) -> list[FieldState]:
    """The safety texts of the draft that `language` has from an older source, or not at all."""
    table = freshness.table(Article.objects.with_everything().get(pk=article.pk))
    return [each for each in table if each.safety and each.language == language and each.state in (MISSING, STALE)]


def note_for(language: str, document: Document) -> str:
    """What readers are told where nobody has written them a note, in their own language."""
    with override(language):
        if any("safety_since" in text for text in places.texts(document).values()):
            # Translators: the other way round in Turkish: "It is shown in English until it has been translated."
            return _("Safety advice has changed. It is shown in Turkish until it has been translated.")
        return _("Safety advice that no longer holds has been removed.")
