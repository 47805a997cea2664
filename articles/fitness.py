"""What is fit to be read, and what keeps the rest from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Edition, OldAddress
from articles.models.words import LANGUAGES, SectionKind

LANGUAGE_NAMES = dict(settings.LANGUAGES)
NEEDED = {
    "title": gettext_lazy("The title is missing."),
    "slug": gettext_lazy("The address is missing."),
    "lead": gettext_lazy("The lead is missing."),
    "summary": gettext_lazy("The content summary is missing."),
    "credited_to": gettext_lazy("It does not say who wrote it."),
}


@dataclass(frozen=True)
class Problem:
    """One thing to mend before an article can be published in `language`."""

    language: str
    words: str
    disagreement: str = ""  # the fingerprint by which a publisher may say that there is none

    def __str__(self) -> str:
        return f"{LANGUAGE_NAMES.get(self.language, self.language)}: {self.words}"


class NotFit(Exception):
    """The article is not fit to be read; `problems` is the list to act on."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def problems(article: Article, language: str) -> list[Problem]:
    """What keeps `article` from being published in `language`; an empty list if nothing does."""
    found: list[Any] = [words for field, words in NEEDED.items() if not _has(article, field, language)]
    if not any(stands_in(article, language)):
        found.append(gettext_lazy("No section has both a heading and a text or entries in this language."))
    if not any(_has(article.topic, "name", code) for code in LANGUAGES):
        found.append(gettext_lazy("Its topic has no name."))
    known = {source.key for source in article.sources.all()}
    parts = [*article.sections.all(), *article.causes.all(), *article.prevention.all(), *article.care.all()]
    unknown = sorted({key for part in parts for key in part.cites if key not in known})
    if unknown:
        found.append(_("Something rests on sources that are not in the list: %(keys)s") % {"keys": ", ".join(unknown)})
    found += address_problems(article, language, getattr(article, f"slug_{language}"))
    return [Problem(language, str(words)) for words in found]


def address_problems(article: Article, language: str, slug: str | None) -> list[Any]:
    """What another article has to do with the address that this one would have."""
    found: list[Any] = []
    if slug and OldAddress.objects.filter(language=language, slug=slug).exclude(article=article).exists():
        found.append(gettext_lazy("Its address still leads readers of another article to that article's new page."))
    if slug and Edition.objects.current().in_language(language).filter(slug=slug).exclude(article=article).exists():
        found.append(gettext_lazy("Another article is published under this address."))
    return found


def stands_in(article: Article, language: str) -> Iterator[str]:
    """The anchors of the sections that have a heading and something under it in `language`."""
    filled = {
        SectionKind.CAUSES: any(_has(row, "name", language) for row in article.causes.all()),
        SectionKind.PREVENTION: any(_has(row, "name", language) for row in article.prevention.all()),
        SectionKind.HELP: any(_has(row, "text", language) for row in article.care.all()),
    }
    for section in article.sections.all():
        something = _has(section, "body", language) or filled.get(SectionKind(section.kind), False)
        if _has(section, "heading", language) and something:
            yield section.anchor


def _has(row: Any, field: str, language: str) -> bool:
    return bool((getattr(row, f"{field}_{language}") or "").strip())


def fit_languages(article: Article) -> list[str]:
    """The languages that `article` could be published in now."""
    return [code for code in LANGUAGES if not problems(article, code)]
