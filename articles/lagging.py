"""The translations of an article, or of a topic's name, that are not current, each with what changed in its source
since it was made.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from articles import differences, freshness, marks, places
from articles.differences import Run
from articles.freshness import CURRENT, NONE, STALE, FieldState, fingerprint
from articles.models import Article, Topic, Version

Said = dict[str, dict[str, str]]  # {place: {language: text}}

#: A topic's articles may have any number of versions, and its older name stands in nearly every one.
LOOKED_THROUGH = 1000


@dataclass(frozen=True)
class Lagging:
    """`since` is what changed in the source, word by word; None for a translation that is missing, or if no version
    has the text that it was made from.
    """

    at: FieldState
    since: list[Run] | None

    @property
    def is_stale(self) -> bool:
        return self.at.state == STALE

    @property
    def column(self) -> str:
        return f"{self.at.field}_{self.at.language}"

    @property
    def still_holds(self) -> str:
        """What a tick sends to say that this translation holds for the source as it stands now."""
        return f"{self.at.place} {self.at.language} {fingerprint(self.at.source)}"


def lagging(article: Article) -> list[Lagging]:
    """In the order of the page. `article` comes with_everything(). One query more if anything is stale."""
    dumps = Version.objects.filter(article=article).values_list("dump", flat=True)
    return _lagging(freshness.table(article), map(places.said, dumps.iterator(chunk_size=20)))


def topic_lagging(topic: Topic) -> list[Lagging]:
    """The same for the name of `topic`, which the versions of its articles remember."""
    versions = Version.objects.filter(article__topic=topic).order_by("-article_id", "-pk")
    names = versions.values_list("dump__topic__name", flat=True)[:LOOKED_THROUGH]
    return _lagging(freshness.topic_table(topic), ({"topic.name": each or {}} for each in names.iterator()))


def _lagging(table: list[FieldState], versions: Iterator[Said]) -> list[Lagging]:
    """`versions` is what each of them said. As many are asked for as are needed, and none if nothing is stale."""
    found = [each for each in table if each.state not in (CURRENT, NONE)]
    sources = _sources_when_made([each for each in found if each.state == STALE], versions)
    return [Lagging(each, _since(sources.get(_name(each)), each.source)) for each in found]


def _since(before: str | None, now: str) -> list[Run] | None:
    return None if before is None else differences.words(before, now)


def _name(each: FieldState) -> tuple[str, str]:
    return each.place, each.language


def _sources_when_made(stale: Iterable[FieldState], versions: Iterator[Said]) -> dict[tuple[str, str], str]:
    """The texts that these translations were made from, each from the first of `versions` that has it."""
    marked = [(each, marks.mark_of(each.row, each.field, each.language).get("source")) for each in stale]
    wanted = [(each, made_from) for each, made_from in marked if made_from]
    found = {_name(each): each.source for each, made_from in wanted if fingerprint(each.source) == made_from}
    while left := [each for each in wanted if _name(each[0]) not in found]:
        if (said := next(versions, None)) is None:
            break
        found |= _said_in(said, left)
    return found


def _said_in(said: Said, wanted: list[tuple[FieldState, str]]) -> dict[tuple[str, str], str]:
    """Which of the texts with these fingerprints a version has."""
    texts = ((each, made_from, said.get(each.place, {}).get(each.row.written_in, "")) for each, made_from in wanted)
    return {_name(each): text for each, made_from, text in texts if text and fingerprint(text) == made_from}


def confirm(article: Article, ticked: Collection[str], languages: Collection[str]) -> int:
    """Keep that the translations ticked still hold, if they are stale and in one of `languages`. Returns how many. The
    name of the topic is no text of this article alone: see `confirm_topic`.

    A tick for a source that reads otherwise by now counts for nothing: nobody has looked at that.
    """
    if not ticked:
        return 0
    table = freshness.table(Article.objects.with_everything().get(pk=article.pk))
    return _confirm([each for each in table if not isinstance(each.row, Topic)], ticked, languages)


def confirm_topic(topic: Topic, ticked: Collection[str], languages: Collection[str]) -> int:
    """The same for the name of `topic`."""
    return _confirm(freshness.topic_table(Topic.objects.get(pk=topic.pk)), ticked, languages)


def _confirm(table: list[FieldState], ticked: Collection[str], languages: Collection[str]) -> int:
    holding = [each for each in table if each.state == STALE and each.language in languages]
    holding = [each for each in holding if Lagging(each, None).still_holds in ticked]
    for each in holding:
        freshness.confirm(each.row, each.field, each.language)
    return len(holding)
