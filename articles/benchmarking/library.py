"""Many articles in little time: a few as an editor makes them, the rest as copies of their editions, in bulk."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import content, turkish
from articles.benchmarking.titles import title
from articles.content import Dump
from articles.documents import card, digest
from articles.models import Article, Edition, Topic, Version
from articles.models.words import LANGUAGES
from articles.publishing import publish

KEY = "made-"
PATTERNS = 100  # articles with rows beneath, which the desk can open and change
BATCH = 500
FIRST = Path(__file__).resolve().parent.parent / "content" / "muscle-spasm.yaml"


def names(number: int) -> dict[str, Any]:
    """What an article has of its own: key, title and address, in each language."""
    titles = title(number)
    slugs = {code: f"{turkish.slug(said)}-{number}" for code, said in titles.items()}
    return {"key": f"{KEY}{number}", "title": titles, "slug": slugs}


def pattern(first: Dump, number: int) -> Dump:
    """An article of the first one's shape under a name of its own, with a third of its entries, as chance has it."""
    chance, made = Random(number), deepcopy(first) | names(number)  # noqa: S311 - to be the same every time
    for part in (made, *made["care"]):
        for kind in ("causes", "prevention", "items"):
            if kind in part:
                kept = set(chance.sample(range(len(part[kind])), len(part[kind]) // 3 + 1))
                part[kind] = [entry for place, entry in enumerate(part[kind]) if place in kept]
    made["sources"] = [source for source in made["sources"] if f"'{source['key']}'" in str(_without_sources(made))]
    for code in LANGUAGES:
        chance.shuffle(made["summary"][code])
        made["lead"][code] = f"{made['title'][code]}. {made['lead'][code]}"
    return made


def _without_sources(dump: Dump) -> Dump:
    return {name: part for name, part in dump.items() if name != "sources"}


def make_patterns(begin: int, end: int) -> Iterator[int]:
    """Store and publish the articles numbered from `begin` up to `end`, one at a time; gives how many there are."""
    first = content.read(FIRST.read_bytes())
    for number in range(begin, end):
        with transaction.atomic():
            publish(content.store(pattern(first, number)), LANGUAGES)
        yield number + 1


def make_copies(begin: int, end: int) -> Iterator[int]:
    """Make the articles numbered from `begin` up to `end` as copies of the patterns, in batches; gives how many."""
    editions: dict[tuple[str, str], Edition] = {}
    for edition in Edition.objects.current().filter(article__key__startswith=KEY).order_by("pk")[: 2 * PATTERNS]:
        editions[edition.document["key"], edition.language] = edition
    topic = Topic.objects.first()
    for start in range(begin, end, BATCH):
        _copy(range(start, min(start + BATCH, end)), editions, topic)
        yield min(start + BATCH, end)


@transaction.atomic
def _copy(numbers: range, editions: dict[tuple[str, str], Edition], topic: Topic | None) -> None:
    named = [names(number) for number in numbers]
    articles = Article.objects.bulk_create(_article(each, topic) for each in named)
    versions = Version.objects.bulk_create(Version(article=article, dump={}) for article in articles)
    made = []
    for number, each, article, version in zip(numbers, named, articles, versions, strict=True):
        for code in LANGUAGES:
            of = editions[f"{KEY}{number % PATTERNS}", code]
            made.append(_edition(of, each, article, version, number))
    Edition.objects.bulk_create(made)


def _article(named: dict[str, Any], topic: Topic | None) -> Article:
    texts = {f"{field}_{code}": named[field][code] for field in ("title", "slug") for code in LANGUAGES}
    today = timezone.localdate()
    return Article(key=named["key"], topic=topic, first_published=today, updated=today, **texts)


def _edition(of: Edition, named: dict[str, Any], article: Article, version: Version, number: int) -> Edition:
    code = of.language
    own = {"text": named["title"][code], "lang": code}
    lead = {"text": own["text"] + of.document["lead"]["text"].removeprefix(of.title), "lang": code}
    document = of.document | {"key": named["key"], "slug": named["slug"][code], "title": own, "lead": lead}
    return Edition(
        article=article,
        version=version,
        language=code,
        number=1,
        slug=document["slug"],
        title=own["text"],
        letter=turkish.letter(own["text"], code),
        sort_key=f"{turkish.sort_key(own['text'], code)}{article.pk:010}",
        card=card(document),
        document=document,
        digest=digest(document),
        kind="first",
        published_at=timezone.now() - timedelta(minutes=number),
    )
