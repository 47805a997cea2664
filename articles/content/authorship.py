"""Whose words readers would read: who changed an article last, as far as one language is concerned."""

from typing import Any

from articles.models import Article, Version
from articles.models.words import LANGUAGES

NOT_READ = ("key", "search_words", "source_language", "made_from", "updated")  # moved by no writing, or never shown


def read_in(language: str, said: Any) -> Any:
    """What readers of `language` get of a dump: its texts, the other language's where it has none, and the rest."""
    if isinstance(said, list):
        return [read_in(language, each) for each in said]
    if not isinstance(said, dict):
        return said
    if said and said.keys() <= set(LANGUAGES):
        return said.get(language) or next(iter(said.values()))
    return {name: read_in(language, below) for name, below in said.items() if name not in NOT_READ}


def last_editor(article: Article, language: str, version: int) -> int | None:
    """The account that saved the newest version, up to `version`, with other words for readers of `language` than the
    one before it; the first version's, if none has. None where nobody was logged in, as when a file was loaded.
    """
    versions = Version.objects.filter(article=article, pk__lte=version).order_by("-pk")
    listed = versions.values_list("dump", "saved_by").iterator(chunk_size=20)
    later = next(listed, None)
    for earlier in listed:
        if later and read_in(language, later[0]) != read_in(language, earlier[0]):
            break
        later = earlier
    return later[1] if later else None
