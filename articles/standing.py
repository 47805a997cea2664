"""How every article stands in every language: worked out from rows and editions, and kept for the lists of the desk."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from articles import freshness, places
from articles.composing import compose
from articles.documents import written
from articles.freshness import CURRENT, MISSING, STALE
from articles.models import Article, Edition, Standing
from articles.models.words import LANGUAGES

NUMBERS = ("current", "stale", "missing", "stale_safety", "published", "differs")
AT_ONCE = 50


def differs(article: Article, language: str, current: Edition | None) -> bool:
    """Whether publishing `language` now would give readers other words than those they have."""
    return current is None or written(compose(article, language)) != written(current.document)


def worked_out(article: Article) -> list[Standing]:
    """The truth. `article` comes with_everything() and with its `current_editions`."""
    return [_of(article, code) for code in LANGUAGES]


def _of(article: Article, language: str) -> Standing:
    counted: Counter[str] = Counter()
    for _place, row, field in places.rows(article):
        state = freshness.state(row, field, language)
        counted[state] += 1
        counted["safety"] += state in (STALE, MISSING) and freshness.is_safety(row, field, language)
    edition = next((each for each in article.current_editions if each.language == language), None)
    return Standing(
        article=article,
        language=language,
        current=counted[CURRENT],
        stale=counted[STALE],
        missing=counted[MISSING],
        stale_safety=counted["safety"],
        published=edition is not None,
        differs=edition is not None and differs(article, language, edition),
    )


def refresh(*articles: Article) -> None:
    """Count again how these articles stand."""
    recount(article.pk for article in articles)


def recount(pks: Iterable[int] | None = None) -> None:
    """Count again how the articles with these primary keys stand, or all of them."""
    for chunk in _chunks(pks):
        Standing.objects.bulk_create(
            [standing for article in chunk for standing in worked_out(article)],
            update_conflicts=True,
            unique_fields=["article", "language"],
            update_fields=NUMBERS,
        )


def wrong() -> list[str]:
    """The standings that are not the truth, as "KEY LANGUAGE"; an empty list if all is as it should be."""
    kept = {(each.article_id, each.language): _numbers(each) for each in Standing.objects.all()}
    true = (standing for chunk in _chunks(None) for article in chunk for standing in worked_out(article))
    return [f"{each.article.key} {each.language}" for each in true if _numbers(each) != kept.get(_key(each))]


def _key(standing: Standing) -> tuple[int, str]:
    return standing.article_id, standing.language


def _numbers(standing: Standing) -> dict[str, Any]:
    return {name: getattr(standing, name) for name in NUMBERS}


def _chunks(pks: Iterable[int] | None) -> Iterator[list[Article]]:
    """The articles with all that is needed to work out how they stand, some at a time."""
    found = Article.objects.order_by("pk") if pks is None else Article.objects.filter(pk__in=list(pks)).order_by("pk")
    articles = iter(found.with_everything().with_current_editions().iterator(chunk_size=AT_ONCE))
    while chunk := list(islice(articles, AT_ONCE)):
        yield chunk


def on_articles_written(articles: set[int], **_signal: Any) -> None:
    recount(articles)
