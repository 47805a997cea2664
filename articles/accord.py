"""What the languages of an article do not agree on, and what a publisher has said is right as it is.

Only texts that are current are compared: a stale translation says old figures, and that is freshness' matter.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles import freshness, place_names
from articles.agreement import Disagreement, Pair, disagreements
from articles.fitness import LANGUAGE_NAMES, Problem
from articles.models import Article, Edition
from articles.models.words import LANGUAGES


def pairs(article: Article) -> Iterator[Pair]:
    """Every text of `article` whose translation is current, in both languages."""
    for each in freshness.table(article):
        if each.state == freshness.CURRENT:
            texts = {each.row.written_in: each.source, each.language: each.text}
            yield Pair(each.place, {code: texts[code] for code in LANGUAGES if code in texts})


def open_questions(article: Article, right: Collection[str] = ()) -> list[Disagreement]:
    """Where the languages disagree, less what some edition was published with and what `right` names, both by the
    fingerprint of the two texts.
    """
    found = disagreements(pairs(article))
    known = {*right, *_accepted(article)} if found else set()
    return [each for each in found if each.fingerprint not in known]


def _accepted(article: Article) -> Iterator[str]:
    for kept in Edition.objects.filter(article=article).exclude(accepted=[]).values_list("accepted", flat=True):
        yield from (each["texts"] for each in kept)


def accepted(article: Article, right: Collection[str]) -> list[dict[str, Any]]:
    """What an edition keeps of the disagreements that `right` names: where, of which texts, and what differs."""
    found = disagreements(pairs(article)) if right else []
    return [
        {"place": each.place, "texts": each.fingerprint, "only": each.words}
        for each in found
        if each.fingerprint in right
    ]


def problems(
    article: Article, languages: Iterable[str], *, safety: bool = False, right: Collection[str] = ()
) -> list[Problem]:
    """What the languages that readers would have, once `languages` are published, do not agree on.

    A fix of `safety` in one language waits for no other.
    """
    named = set(languages)
    has = Edition.objects.current().filter(article=article).values_list("language", flat=True)
    if not named or not {*named, *has} >= set(LANGUAGES) or (safety and not named >= set(LANGUAGES)):
        return []
    translation = next(code for code in LANGUAGES if code != article.source_language)
    found = open_questions(article, right)
    lines = zip(found, in_words(article, found), strict=True)
    return [Problem(translation, words, each.fingerprint) for each, words in lines]


def in_words(article: Article, found: Collection[Disagreement]) -> Iterator[str]:
    """A line for each that names the place and what stands in each language only."""
    names = place_names.names(article) if found else {}
    for each in found:
        said = [f"{LANGUAGE_NAMES[code]}: {', '.join(words) or '–'}" for code, words in each.words.items()]
        place = {"place": names[each.place], "said": " | ".join(said)}
        yield _("The languages do not agree in “%(place)s” (%(said)s).") % place
