"""Whatever is edited and published in whatever order, nobody reads safety advice that its source has left behind."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import example, given
from hypothesis import strategies as st

from articles import content, places
from articles.models import Article, CareItem, Edition, PreventionEntry
from articles.publishing import publish, unpublish
from tests.making import small

pytestmark = pytest.mark.django_db

NOTES = {"en": "Something changed.", "tr": "Bir şey değişti."}


@dataclass
class Line:
    """One safety text: what its source said, in order, and which of these each translation was made from."""

    sources: list[str] = field(default_factory=list)
    made_from: dict[str, int] = field(default_factory=dict)

    def say(self, texts: dict[str, str]) -> None:
        if "en" in texts:
            self.sources.append(texts["en"])
        if "tr" in texts:
            self.made_from[texts["tr"]] = len(self.sources) - 1

    def newest(self, source: str) -> int:
        return max(number for number, text in enumerate(self.sources) if text == source)


class Desk:
    def __init__(self) -> None:
        self.article = content.store(small())
        self.count = 0
        self.lines = {"care.emergency.breath.text": Line(["no breath"], {"nefes yok": 0})}
        self.lines["care.routine.often.text"] = Line(["often"], {"sık sık": 0})
        self.lines["prevention.quinine.name"] = Line(["Do not take quinine"], {"Kinin almayın": 0})
        publish(self.article, ["en", "tr"])

    def new_texts(self, codes: list[str]) -> dict[str, str]:
        """Texts that nothing said before; without figures, in which the languages would have to agree."""
        self.count += 1
        return {code: f"{code} {'x' * self.count}" for code in codes}

    def breath(self, codes: list[str], _kind: str) -> None:
        rows, texts = CareItem.objects.filter(key="breath"), self.new_texts(codes)
        if rows.update(**{f"text_{code}": text for code, text in texts.items()}):
            self.lines["care.emergency.breath.text"].say(texts)

    def quinine(self, codes: list[str], _kind: str) -> None:
        rows, texts = PreventionEntry.objects.filter(key="quinine"), self.new_texts(codes)
        if rows.update(**{f"name_{code}": text for code, text in texts.items()}):
            self.lines["prevention.quinine.name"].say(texts)

    def lead(self, codes: list[str], _kind: str) -> None:
        Article.objects.update(**{f"lead_{code}": text for code, text in self.new_texts(codes).items()})

    def add(self, codes: list[str], _kind: str) -> None:
        texts = self.new_texts(sorted({*codes, "en"}))
        key, columns = f"line-{self.count}", {f"text_{code}": text for code, text in texts.items()}
        self.article.care.create(urgency="urgent", key=key, position=self.count, **columns)
        line = self.lines[f"care.urgent.{key}.text"] = Line()
        line.say(texts)

    def remove(self, codes: list[str], _kind: str) -> None:
        newest = CareItem.objects.order_by("pk").last()
        if newest and CareItem.objects.count() > 1:
            newest.delete()

    def publish(self, codes: list[str], kind: str) -> None:
        publish(self.article, codes, kind=kind, notes=NOTES)

    def take_down(self, codes: list[str], _kind: str) -> None:
        unpublish(self.article, codes[:1])

    def restore(self, codes: list[str], _kind: str) -> None:
        publish(self.article, ["en", "tr"], notes=NOTES)


def what_is_wrong(desk):
    """Every safety text that readers of Turkish get and should not, given what readers of English get."""
    current = {edition.language: edition for edition in Edition.objects.current()}
    if len(current) < 2:
        return []
    english, turkish = (places.texts(current[code].document) for code in ("en", "tr"))
    ours = {code: places.of_safety(current[code].document) for code in ("en", "tr")}
    found = [(place, "in English only") for place in ours["en"] - ours["tr"]]
    later = current["tr"].version_id >= current["en"].version_id
    written = places.said(current["tr"].version.dump) if later else {}
    turkish_only = ours["tr"] - ours["en"]  # no harm if it was translated and published ahead of its source
    found += [(at, "in Turkish only") for at in turkish_only if turkish[at]["lang"] == "en" or at not in written]
    for place in ours["en"] & ours["tr"]:
        source, text, line = english[place], turkish[place], desk.lines[place]
        if text["lang"] == "en" and (text["text"], bool(text.get("safety_since"))) != (source["text"], True):
            found.append((place, "not what readers of English get, or without its day"))
        if text["lang"] == "tr" and line.made_from[text["text"]] < line.newest(source["text"]):
            found.append((place, f"{text['text']} was made from an older text than {source['text']}"))
    return found


DEEDS = ["breath", "quinine", "lead", "add", "remove", "publish", "publish", "publish", "take_down", "restore"]
codes = st.sampled_from([["en"], ["tr"], ["en", "tr"]])
kinds = st.sampled_from(["wording", "content", "safety"])


EN, BOTH = ["en"], ["en", "tr"]


# What each clause of the law needs to be seen failing, whatever else is made up.
@example([("breath", EN, ""), ("publish", EN, "wording"), ("breath", EN, ""), ("publish", EN, "safety")])
@example([("quinine", EN, ""), ("publish", BOTH, "wording"), ("quinine", BOTH, ""), ("publish", EN, "content")])
@example([("add", EN, ""), ("publish", EN, "wording"), ("remove", EN, ""), ("publish", EN, "wording")])
@example([("breath", EN, ""), ("publish", ["tr"], "wording")])
@example([("breath", EN, ""), ("add", BOTH, ""), ("publish", ["tr"], "wording")])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), codes, kinds), max_size=10))
def test_nobody_reads_safety_advice_that_its_source_has_left_behind(done):
    with transaction.atomic():
        desk = Desk()
        for name, languages, kind in done:
            getattr(desk, name)(languages, kind)
            assert what_is_wrong(desk) == [], name
        transaction.set_rollback(True)


def test_the_measure_sees_an_old_translation_left_alone():
    desk = Desk()
    desk.breath(["en"], "")
    publish(desk.article, ["en"], notes=NOTES)
    first = Edition.objects.get(language="tr", number=1)
    Edition.objects.filter(language="tr").update(is_current=False)
    Edition.objects.filter(pk=first.pk).update(is_current=True)
    [(place, _words)] = what_is_wrong(desk)
    assert place == "care.emergency.breath.text"
