import pytest
from django.utils.translation import override

from articles import content, place_names, places
from articles.models import Article
from tests.making import small

pytestmark = pytest.mark.django_db


def named(language, **changes):
    article = content.store(small(**changes))
    with override(language):
        return place_names.names(Article.objects.with_everything().get(pk=article.pk))


ENGLISH = {
    "topic.name": "Topic › Muscles › name",
    "title": "Title",
    "lead": "Lead",
    "credited_to": "Written by",
    "sources.basis.basis_by": "Sources › basis › its author",
    "summary": "Content summary",
    "sections.what.heading": "Sections › What › heading",
    "sections.what.body": "Sections › What › text",
    "causes.sweat.group": "Causes › Sweat › group",
    "causes.sweat.name": "Causes › Sweat › name",
    "causes.sweat.explanation": "Causes › Sweat › explanation",
    "prevention.quinine.name": "Prevention › Do not take quinine › name",
    "care.emergency.breath.text": "Care cards › emergency › no breath",
}


def test_every_place_has_words_in_english():
    found = named("en")
    assert {place: found[place] for place in ENGLISH} == ENGLISH


def test_every_place_has_words_in_turkish():
    found = named("tr")
    assert {place: found[place] for place in ("lead", "prevention.quinine.explanation", "care.routine.often.text")} == {
        "lead": "Giriş",
        "prevention.quinine.explanation": "Önleme › Kinin almayın › açıklama",
        "care.routine.often.text": "Yardım kartları › randevu › sık sık",
    }


def test_there_are_words_for_every_place_and_for_no_other():
    article = Article.objects.with_everything().get(pk=content.store(small()).pk)
    assert [*place_names.names(article)] == [place for place, _row, _field in places.rows(article)]


def test_a_part_without_a_name_in_the_desks_language_has_the_other_languages():
    causes = [{"key": "sweat", "name": {"en": "Sweat"}, "explanation": {"en": "It runs."}}]
    assert named("tr", causes=causes)["causes.sweat.explanation"] == "Nedenler › Sweat › açıklama"


def test_a_long_line_is_cut_short():
    care = [{"urgency": "urgent", "items": [{"key": "long", "text": {"en": "so long a line " * 9}}]}]
    line = named("en", care=care)["care.urgent.long.text"].removeprefix("Care cards › same day › ")
    assert (len(line), line[-1]) == (60, "…")
