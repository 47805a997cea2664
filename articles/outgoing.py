"""What goes out when somebody publishes: the languages they name, and what safety demands of the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from articles import accord, places, safety
from articles.composing import compose
from articles.documents import Document, written
from articles.fitness import Problem, problems
from articles.freezing import TOLD, Outgoing
from articles.models import Article, Edition
from articles.models.words import LANGUAGES, ChangeKind
from articles.reissuing import Reissue
from articles.standing import differs

UNTOLD = _("Readers are not told what changed: write a note for them.")
RAISED = _("A line of a care card, or of what not to do, has changed. Readers must be told: write a note for them.")


@dataclass
class Going:
    """One act of publishing, thought through before anything is written but the marks of its safety texts."""

    article: Article
    languages: list[str]
    kind: ChangeKind
    notes: Mapping[str, str]
    today: date
    right: Collection[str] = ()  # disagreements that the publisher says are none, by fingerprint
    found: list[Problem] = field(default_factory=list)  # what keeps it from going out

    def __post_init__(self) -> None:
        every = Edition.objects.filter(article=self.article).order_by("number").select_related("version")
        self.lasts = {edition.language: edition for edition in every}
        self.current = {code: edition for code, edition in self.lasts.items() if edition.is_current}
        self.source = self.article.source_language

    def thought_through(self) -> list[Outgoing]:
        """What goes out, the languages that were named first; nothing if `found` says why not."""
        self.others = self._becoming_safety()
        safety.mark(self.article, self.languages, self.current, self.today.isoformat(), others=self.others)
        named = [self._named(code) for code in self.languages if differs(self.article, code, self.current.get(code))]
        self._agree(named)
        if self.found:
            return []
        out = named + [again for code in LANGUAGES if (again := self._reissued(code, named))]
        self._date(out)
        self._say_where_from(out)
        return out

    def _becoming_safety(self) -> set[str]:
        explicit = self.kind == ChangeKind.SAFETY and self.source in self.languages
        return safety.becoming(self.article, self.lasts.get(self.source)) if explicit else set()

    def _named(self, language: str) -> Outgoing:
        """A language that was named, with what keeps it from going out written down."""
        document, last, note = compose(self.article, language), self.lasts.get(language), self.notes.get(language, "")
        kind = self.kind if last else ChangeKind.FIRST
        raised = bool(last and kind != ChangeKind.SAFETY and safety.raises_to_safety(last.document, document))
        kind = ChangeKind.SAFETY if raised else kind
        self.found += problems(self.article, language)
        if kind in TOLD and not note.strip():
            if kind == ChangeKind.SAFETY and last and safety.newly_noticed(last.document, document):
                note = safety.note_for(language, document)
            else:
                self.found.append(Problem(language, str(RAISED if raised else UNTOLD)))
        return Outgoing(language, document, kind, note.strip(), last)

    def _agree(self, named: list[Outgoing]) -> None:
        """Write down what the languages do not agree on, and on each edition what the publisher said of that."""
        safe = {each.kind for each in named} == {ChangeKind.SAFETY}
        self.found += accord.problems(self.article, [each.language for each in named], safety=safe, right=self.right)
        for each in named:
            each.accepted = accord.accepted(self.article, self.right)

    def _reissued(self, language: str, named: list[Outgoing]) -> Outgoing | None:
        """A language that was not named, if what its readers have is not safe any more."""
        last = self.current.get(language)
        if last is None or language in self.languages or not named:
            return None
        source = compose(self.article, self.source)
        ours = self.others | places.of_safety(last.document) | places.of_safety(source)
        if language == self.source:
            ours &= self._shown_elsewhere(named) | (ours - places.texts(source).keys())
        draft, today = compose(self.article, language), self.today.isoformat()
        document = Reissue(last, source, draft, ours, self.others, today).made()
        if written(document) == written(last.document):
            return None
        note = self.notes.get(language, "").strip() or safety.note_for(language, document)
        return Outgoing(language, document, ChangeKind.SAFETY, note, last)

    def _shown_elsewhere(self, named: list[Outgoing]) -> set[str]:
        """The places where readers of a translation now get the source's text."""
        found = [places.texts(out.document).items() for out in named]
        return {place for texts in found for place, text in texts if "safety_since" in text}

    def _date(self, out: list[Outgoing]) -> None:
        """Move the date that readers see by changes of meaning; a wording fix keeps the one they had."""
        if any(each.kind in TOLD for each in out):
            self.article.updated = max(self.today, self.article.first_published)
        for each in out:
            kept = each.last.document["updated"] if each.last and each.kind == ChangeKind.WORDING else None
            each.document["updated"] = kept or self.article.updated.isoformat()

    def _say_where_from(self, out: list[Outgoing]) -> None:
        """A translation says the date that its source has for readers, if they have the text that it was made from."""
        had = self.current.get(self.source)
        source: Document | None = had.document if had else None
        source = next((each.document for each in out if each.language == self.source), source)
        same = source is not None and written(source) == written(compose(self.article, self.source))
        for each in out:
            origin = each.document.get("provenance")
            if origin and each.language in self.languages:
                each.document["provenance"] = origin | {"as_of": source["updated"]} if source and same else None
