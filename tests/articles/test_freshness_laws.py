"""Whatever is written in whatever order, a text is stale exactly when its source is not what it was made from.

The model here is kept by hand and knows nothing of marks or fingerprints: for each text it remembers the words of the
source that its translation was made from, and the words of that translation.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from articles import content, freshness, places, standing
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source
from tests.making import small

pytestmark = pytest.mark.django_db

CELLS = {
    "title": (Article, "title"),
    "summary": (Article, "summary"),
    "sections.what.body": (Section, "body"),
    "causes.sweat.name": (Cause, "name"),
    "causes.sweat.explanation": (Cause, "explanation"),
    "prevention.quinine.name": (PreventionEntry, "name"),
    "care.emergency.breath.text": (CareItem, "text"),
    "sources.basis.basis_by": (Source, "basis_by"),
}
KEYS = {Article: {}, Section: {"anchor": "what"}, Cause: {"key": "sweat"}, PreventionEntry: {"key": "quinine"}}
KEYS |= {CareItem: {"key": "breath"}, Source: {"key": "basis"}}
OTHER = {"en": "tr", "tr": "en"}


def words_of(text: str) -> str:
    return " ".join(text.replace("<p>", " <p> ").replace("</p>", " </p> ").split())


@dataclass
class Model:
    source: str = "en"
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)  # place: (words of the source, words of the translation)

    def now(self, place: str) -> tuple[str, str]:
        return words_of(self.texts[place, self.source]), words_of(self.texts[place, OTHER[self.source]])

    def write(self, place: str, language: str, text: str) -> None:
        self.texts[place, language] = text

    def settle(self, before: "Model") -> None:
        """After one save: a translation whose words are others now was made from the source as it is now."""
        for place in CELLS:
            if self.now(place)[1] != before.now(place)[1]:
                self.made[place] = self.now(place)

    def state(self, place: str) -> str:
        source, translation = self.now(place)
        if not source:
            return "none"
        if not translation:
            return "missing"
        return "current" if self.made.get(place) == (source, translation) else "stale"

    def turn(self) -> None:
        states = {place: self.state(place) for place in CELLS}
        self.source = OTHER[self.source]
        self.made = {place: self.now(place) for place, state in states.items() if state == "current"}

    def copy(self) -> "Model":
        return Model(self.source, dict(self.texts), dict(self.made))


class Desk:
    """Every way of writing, done to the rows and to the model."""

    def __init__(self) -> None:
        self.article = content.store(small())
        rows = {place: self.row(place) for place in CELLS}
        self.model = Model()
        for place, (_model, name) in CELLS.items():
            for code in ("en", "tr"):
                self.model.write(place, code, getattr(rows[place], f"{name}_{code}"))
            if self.model.now(place)[1]:
                self.model.made[place] = self.model.now(place)
        self.older: dict[Any, tuple[Any, Model]] = {}
        self.versions = {self.article.versions.first().pk: self.model.copy()}

    def row(self, place: str) -> Any:
        model = CELLS[place][0]
        return self.rows(place).get() if model is not Article else Article.objects.get()

    def rows(self, place: str) -> Any:
        model = CELLS[place][0]
        return model.objects.filter(**KEYS[model])

    def column(self, place: str, code: str) -> str:
        return f"{CELLS[place][1]}_{code}"

    def written(self, place: str, texts: dict[str, str]) -> dict[str, str]:
        before = self.model.copy()
        for code, text in texts.items():
            self.model.write(place, code, text)
        self.model.settle(before)
        return {self.column(place, code): text for code, text in texts.items()}

    # --- What can be done ---

    def save(self, place: str, texts: dict[str, str], some: bool) -> None:
        row = self.row(place)
        columns = self.written(place, texts)
        for name, text in columns.items():
            setattr(row, name, text)
        row.save(**({"update_fields": list(columns)} if some else {}))

    def update(self, place: str, texts: dict[str, str], _some: bool) -> None:
        self.rows(place).update(**self.written(place, texts))

    def bulk_update(self, place: str, texts: dict[str, str], _some: bool) -> None:
        row = self.row(place)
        columns = self.written(place, texts)
        for name, text in columns.items():
            setattr(row, name, text)
        CELLS[place][0].objects.bulk_update([row], list(columns))

    def behind_our_backs(self, place: str, texts: dict[str, str], _some: bool) -> None:
        model = CELLS[place][0]
        for code, text in texts.items():
            self.model.write(place, code, text)
            with connection.cursor() as cursor:
                sql = f"UPDATE {model._meta.db_table} SET {self.column(place, code)} = %s WHERE id = %s"
                cursor.execute(sql, [text, self.row(place).pk])

    def save_nothing(self, place: str, *_more: Any) -> None:
        self.row(place).save()

    def space(self, place: str, texts: dict[str, str], some: bool) -> None:
        code = next(iter(texts))
        spaced = self.model.texts[place, code].replace(" ", " \u00a0 ").replace("<p>", "\n <p> ") + " \n"
        self.save(place, {code: spaced}, some)

    def read_now_and_save_later(self, place: str, *_more: Any) -> None:
        model = CELLS[place][0]
        if model in self.older and model is not Article:
            row, then = self.older.pop(model)
            before = self.model.copy()
            for at, (kind, _name) in CELLS.items():
                for code in ("en", "tr") if kind is model else ():
                    self.model.write(at, code, then.texts[at, code])
            self.model.settle(before)
            row.save()
        else:
            self.older[model] = self.row(place), self.model.copy()

    def confirm(self, place: str, *_more: Any) -> None:
        if self.model.now(place)[1]:
            freshness.confirm(self.row(place), CELLS[place][1], OTHER[self.model.source])
            self.model.made[place] = self.model.now(place)

    def turn(self, *_more: Any) -> None:
        self.model.turn()
        self.older.clear()
        Article.objects.update(source_language=self.model.source)

    def whole(self) -> Article:
        return Article.objects.with_everything().get()

    def keep(self, *_more: Any) -> None:
        self.versions[content.keep_version(self.article).pk] = self.model.copy()

    def write_down_and_load(self, place: str, texts: dict[str, str], some: bool) -> None:
        """The file as it is, or with a text changed in it; a file without a text that it needs is not stored."""
        said = content.dump(self.whole())
        try:
            content.store(content.read(content.write(said)))
        except content.Refused:
            return
        assert content.dump(self.whole()) == said
        self.keep()
        if some and place in ("title", "summary") and all(map(str.strip, texts.values())):
            self.written(place, texts)
            said[place] |= {code: [text] if place == "summary" else text for code, text in texts.items()}
            said.get("made_from", {}).pop(place, None)
            content.store(content.read(content.write(said)))
            self.keep()

    def restore(self, place: str, texts: dict[str, str], some: bool) -> None:
        versions = sorted(self.versions)
        pk = versions[len(texts.get("en", "x")) % len(versions)]
        content.restore(self.article.versions.get(pk=pk))
        self.model = self.versions[pk].copy()
        for at in CELLS:  # a version says of what nobody vouched for only that nobody did
            if self.model.made.get(at, ("", ""))[1] != self.model.now(at)[1]:
                self.model.made.pop(at, None)
        self.keep()
        self.older.clear()


DEEDS = [name for name in vars(Desk) if not name.startswith("_")]
DEEDS = [name for name in DEEDS if name not in ("row", "rows", "column", "written", "whole")]
words = st.sampled_from(["", "one", "two", "one two", "Üç.", "  one "])
texts = st.dictionaries(st.sampled_from(["en", "tr"]), words, min_size=1, max_size=2)
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(list(CELLS)), texts, st.booleans()), max_size=12)


ONE, TWO = {"en": "one"}, {"tr": "two"}


# What each clause of the law needs to be seen failing, whatever else is made up.
@example([("update", "title", ONE, False), ("turn", "title", ONE, False), ("turn", "title", ONE, False)])
@example([("update", "title", ONE, False), ("save", "title", TWO, True), ("restore", "title", ONE, False)])
@example([("behind_our_backs", "title", TWO, False), ("save", "title", ONE, False), ("restore", "title", ONE, False)])
@example([("bulk_update", "summary", ONE, False), ("write_down_and_load", "title", TWO, True)])
@given(deeds)
def test_a_text_is_stale_exactly_when_its_source_is_not_what_it_was_made_from(done):
    with transaction.atomic():
        desk = Desk()
        for name, place, said, some in done:
            if CELLS[place][1] == "body":
                said = {code: f"<p>{text}</p>" if text.strip() else "" for code, text in said.items()}
            getattr(desk, name)(place, said, some)
            article = desk.whole()
            rows = {at: next(row for there, row, _field in places.rows(article) if there == at) for at in CELLS}
            language = OTHER[desk.model.source]
            found = {at: freshness.state(rows[at], CELLS[at][1], language) for at in CELLS}
            assert found == {at: desk.model.state(at) for at in CELLS}, name
        if not any(name == "behind_our_backs" for name, *_rest in done):
            assert standing.wrong() == []
        transaction.set_rollback(True)


def test_the_model_is_not_always_of_one_mind():
    """The negative control: each state comes about, and a model that forgets to settle is told apart."""
    desk = Desk()
    desk.update("title", {"en": "one"}, False)
    assert desk.model.state("title") == "stale"
    desk.update("title", {"tr": "two"}, False)
    assert desk.model.state("title") == "current"
    desk.model.made.clear()
    row = desk.row("title")
    assert (desk.model.state("title"), freshness.state(row, "title", "tr")) == ("stale", "current")
