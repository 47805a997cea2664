"""What comes back from a translator becomes rows, each text made from the source that it went out with."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from articles import places
from articles.content import Dump, Refused, dump, store
from articles.exchange.returned import Returned, returned
from articles.exchange.sheets import Sheet, as_said
from articles.freshness import FieldState, fingerprint, table
from articles.models import Article, Version

STRANGE = "This article never said here what the file was made from. Is it a file of another article?"


@dataclass(frozen=True)
class KeptBack:
    """A text of the file that was not stored, and why."""

    place: str
    why: str
    text: str


@dataclass
class Taken:
    """What became of a file. `stored` has each text as it stands now: current, or stale if its source moved on."""

    article: Article
    stored: list[FieldState] = field(default_factory=list)
    kept_back: list[KeptBack] = field(default_factory=list)


@transaction.atomic
def take(sheet: Sheet, *, by: User | None = None, remark: str = "") -> Taken:
    """Store what was filled in in a sheet and keep one version, with `remark`; nothing is published.

    A translation whose source has changed meanwhile is stored as made from the older text, and so is stale. Raises
    Refused, and stores nothing, if the sheet is of another article or language or says what no row takes.
    """
    article = _article(sheet)
    _refuse_strange(article, sheet)
    taken, said, now = Taken(article), dump(article), _states(article, sheet["into"])
    stored = []
    for each in [text for text in returned(sheet) if text.asks_for(now.get(text.place))]:
        why = each.objection(now.get(each.place))
        if why:
            taken.kept_back.append(KeptBack(each.place, why, each.text))
        else:
            _put(said, each, sheet["into"])
            stored.append(each.place)
    if stored:
        taken.article = store(said, by=by, remark=remark)
        now = _states(taken.article, sheet["into"])
        taken.stored = [now[place] for place in stored]
    return taken


def _article(sheet: Sheet) -> Article:
    article = Article.objects.with_everything().locked().filter(key=sheet["translation_of"]).first()
    if article is None:
        raise Refused([("translation_of", f"There is no article with the key {sheet['translation_of']}.")])
    if article.source_language != sheet["from"]:
        raise Refused([("from", f"Expected {article.source_language}, which the article is written first in.")])
    return article


def _states(article: Article, language: str) -> dict[str, FieldState]:
    return {each.place: each for each in table(article) if each.language == language}


def _refuse_strange(article: Article, sheet: Sheet) -> None:
    """Raises Refused if the sheet was made from what `article` never said, as far as its versions go back."""
    unknown = {each.place: each.made_from for each in returned(sheet)}
    for dumped in _dumps(article):
        said = {place: fingerprint(texts.get(sheet["from"])) for place, texts in places.said(dumped).items()}
        unknown = {place: made_from for place, made_from in unknown.items() if said.get(place) != made_from}
        if not unknown:
            return
    where = [number for number, entry in enumerate(sheet["texts"]) if entry["place"] in unknown]
    if where:
        raise Refused([(f"texts[{number}]", STRANGE) for number in where])


def _dumps(article: Article) -> Iterator[Dump]:
    yield dump(article)
    yield from Version.objects.filter(article=article).values_list("dump", flat=True).iterator(chunk_size=20)


def _put(said: Dump, each: Returned, language: str) -> None:
    """Write the text into its part of the dump, with what it was made from."""
    part, name = places.holders(said)[each.place]
    part[name] = part[name] | {language: as_said(each.place, each.text)}
    part.setdefault("made_from", {}).setdefault(name, {})[language] = each.made_from
