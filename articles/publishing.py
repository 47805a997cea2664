"""What may be published, and the freezing of it: a document becomes an edition, and editions are all readers get."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import turkish
from articles.composing import compose
from articles.content import keep_version
from articles.documents import Document, digest, written
from articles.models import Article, Change, Edition, OldAddress
from articles.models.words import ChangeKind

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

    def __str__(self) -> str:
        return f"{LANGUAGE_NAMES.get(self.language, self.language)}: {self.words}"


class NotFit(Exception):
    """The article is not fit to be read; `problems` is the list to act on."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def problems(article: Article, language: str) -> list[Problem]:
    """What keeps `article` from being published in `language`; an empty list if nothing does."""
    found: list[Any] = [
        words for field, words in NEEDED.items() if not (getattr(article, f"{field}_{language}") or "").strip()
    ]
    if not any(_stands_in(section, language) for section in article.sections.all()):
        found.append(gettext_lazy("No section has both a heading and a text or entries in this language."))
    known = {source.key for source in article.sources.all()}
    parts = [*article.sections.all(), *article.causes.all(), *article.prevention.all(), *article.care.all()]
    unknown = sorted({key for part in parts for key in part.cites if key not in known})
    if unknown:
        found.append(_("Something rests on sources that are not in the list: %(keys)s") % {"keys": ", ".join(unknown)})
    slug = getattr(article, f"slug_{language}")
    if slug and OldAddress.objects.filter(language=language, slug=slug).exclude(article=article).exists():
        found.append(gettext_lazy("Its address still leads readers of another article to that article's new page."))
    if slug and Edition.objects.current().in_language(language).filter(slug=slug).exclude(article=article).exists():
        found.append(gettext_lazy("Another article is published under this address."))
    return [Problem(language, str(words)) for words in found]


def _stands_in(section: Any, language: str) -> bool:
    heading, body = (getattr(section, f"{field}_{language}") or "" for field in ("heading", "body"))
    return bool(heading.strip() and (body.strip() or section.kind != "text"))


def fit_languages(article: Article) -> list[str]:
    """The languages that `article` could be published in now."""
    return [code for code, _name in settings.LANGUAGES if not problems(article, code)]


@transaction.atomic
def publish(
    article: Article,
    languages: Iterable[str],
    *,
    kind: str = ChangeKind.WORDING,
    notes: Mapping[str, str] | None = None,
    by: User | None = None,
    today: date | None = None,
) -> list[Edition]:
    """Freeze `article` into a new current edition for each of `languages`, all or none.

    `notes` holds the line for readers in each language; a change of content or safety needs one. A language whose
    words are those readers already have gets no new edition, so publishing twice is publishing once. The first
    edition of a language is of the kind "first" whatever `kind` says. Returns the new editions. Raises NotFit.
    """
    notes, today = notes or {}, today or timezone.localdate()
    article = Article.objects.with_everything().locked().get(pk=article.pk)
    current = {edition.language: edition for edition in Edition.objects.current().filter(article=article)}
    changed = [code for code in languages if _differs(article, code, current.get(code))]
    kinds = {code: ChangeKind(kind) if _was_published(article, code) else ChangeKind.FIRST for code in changed}
    found = [problem for code in changed for problem in problems(article, code)]
    found += [problem for code in changed for problem in _note_problems(code, kinds[code], notes)]
    if found:
        raise NotFit(found)
    if any(each in (ChangeKind.CONTENT, ChangeKind.SAFETY) for each in kinds.values()):
        article.updated = max(today, article.first_published)
        article.save(update_fields=["updated"])
    version = keep_version(article, by=by) if changed else None
    return [
        _freeze(article, code, kinds[code], notes.get(code, ""), version, by, current.get(code)) for code in changed
    ]


def _differs(article: Article, language: str, current: Edition | None) -> bool:
    return current is None or written(compose(article, language)) != written(current.document)


def _was_published(article: Article, language: str) -> bool:
    return Edition.objects.in_language(language).filter(article=article).exists()


def _note_problems(language: str, kind: str, notes: Mapping[str, str]) -> list[Problem]:
    if kind in (ChangeKind.CONTENT, ChangeKind.SAFETY) and not notes.get(language, "").strip():
        return [Problem(language, _("Readers are not told what changed: write a note for them."))]
    return []


def _freeze(
    article: Article,
    language: str,
    kind: ChangeKind,
    note: str,
    version: Any,
    by: User | None,
    last: Edition | None,
) -> Edition:
    """Write the edition, put it in the last one's place, keep the old address, and say which pages are out of date."""
    document = compose(article, language)
    if kind == ChangeKind.WORDING and last:
        document["updated"] = last.document["updated"]  # a wording fix moves no public date
    Edition.objects.current().in_language(language).filter(article=article).update(is_current=False)
    previous = Edition.objects.in_language(language).filter(article=article).order_by("-number").first()
    edition = Edition.objects.create(
        article=article,
        language=language,
        number=previous.number + 1 if previous else 1,
        slug=document["slug"],
        title=document["title"]["text"],
        letter=turkish.letter(document["title"]["text"], language),
        sort_key=turkish.sort_key(document["title"]["text"], language),
        document=document,
        digest=digest(document),
        kind=kind,
        note=note.strip(),
        changes=_changes(document, kind, note, previous),
        version=version,
        published_by=by,
    )
    _keep_old_address(edition, previous)
    Change.objects.write(*_keys(edition), *(_keys(last) if last else []))
    return edition


def _changes(document: Document, kind: str, note: str, previous: Edition | None) -> list[dict[str, str]]:
    """The lines for readers, newest first: this edition's, if it means a change, before the last one's."""
    before = previous.changes if previous else []
    if kind not in (ChangeKind.CONTENT, ChangeKind.SAFETY):
        return before
    return [{"on": document["updated"], "kind": str(kind), "note": note.strip()}, *before]


def _keep_old_address(edition: Edition, previous: Edition | None) -> None:
    OldAddress.objects.filter(language=edition.language, slug=edition.slug).delete()
    taken = previous and Edition.objects.current().in_language(edition.language).filter(slug=previous.slug).exists()
    if previous and not taken:
        OldAddress.objects.get_or_create(article=edition.article, language=edition.language, slug=previous.slug)


def _keys(edition: Edition) -> list[str]:
    language = edition.language
    places = [f"letter:{language}:{edition.letter}", f"list:{language}", f"home:{language}"]
    return [f"article:{edition.article.key}", f"topic:{edition.document['topic']['key']}", *places]


@transaction.atomic
def unpublish(article: Article, languages: Iterable[str]) -> list[Edition]:
    """Take `article` down in `languages`. Its editions stay on record, and so does its address, which then leads to
    what there still is. Returns the editions that were taken down.
    """
    Article.objects.locked().get(pk=article.pk)
    taken = list(Edition.objects.current().filter(article=article, language__in=list(languages)))
    Edition.objects.filter(pk__in=[edition.pk for edition in taken]).update(is_current=False)
    for edition in taken:
        OldAddress.objects.get_or_create(article=article, language=edition.language, slug=edition.slug)
        Change.objects.write(*_keys(edition))
    return taken


class State:
    """How the draft stands against what readers get, in one language."""

    PUBLISHED, DIFFERS, MISSING, UNPUBLISHED = "published", "draft differs", "missing", "not published"


def state(article: Article, language: str, current: Edition | None) -> str:
    """One of State's words: missing is without a title or a section, unpublished is written but not out."""
    if current is not None:
        return State.DIFFERS if _differs(article, language, current) else State.PUBLISHED
    written = getattr(article, f"title_{language}") or any(_stands_in(row, language) for row in article.sections.all())
    return State.UNPUBLISHED if written else State.MISSING
