"""Beside the box of a translation that is not current stand what changed in its source, and a tick."""

import re

import pytest

from articles import content, freshness
from articles.lagging import lagging
from articles.models import Article, Version
from articles.publishing import publish
from tests.desk import page
from tests.making import small
from tests.people import at_desk, member
from tests.posting import fields_of

pytestmark = pytest.mark.django_db

TICK = re.compile(r'name="still-holds"[^>]* value="([^"]+)"')


def fresh():
    return Article.objects.with_everything().get(key="small")


def found():
    return [(each.at.place, each.at.state, each.since) for each in lagging(fresh())]


@pytest.fixture
def changed(small_article):
    """The small article with two sources changed and a translation gone."""
    english = small(lead={"en": "A new lead.", "tr": "Bir giriş."})
    english["care"][0]["items"][0]["text"]["en"] = "no breath at all"
    english["prevention"][0]["name"].pop("tr")
    content.store(english)
    return fresh()


def test_it_says_what_changed_since_word_by_word(changed):
    assert found() == [
        ("lead", "stale", [("same", "A "), ("new", "new "), ("same", "lead.")]),
        ("prevention.drink.name", "missing", None),
        ("care.emergency.breath.text", "stale", [("same", "no breath"), ("new", " at all")]),
    ]


def test_it_looks_through_versions_once(changed, django_assert_num_queries):
    article = fresh()
    with django_assert_num_queries(1):
        lagging(article)


def test_it_is_silent_of_what_no_version_has(changed):
    Version.objects.all().delete()
    assert [since for _place, _state, since in found()] == [None, None, None]


def test_the_form_shows_it_beside_its_box(changed, desk):
    shown = desk.get(page("change", changed)).text
    assert len(TICK.findall(shown)) == 2
    assert 'A <ins><span class="visually-hidden" lang="en">[new: </span>new ' in shown
    assert shown.count("There is no Turkish text yet.") == 1
    assert shown.count("until it is translated, readers get the English text.") == 1


def test_what_is_current_has_nothing_beside_it(small_article, desk):
    shown = desk.get(page("change", small_article)).text
    assert [words for words in ("still-holds", 'class="beside', 'class="lagging"') if words in shown] == []


def ticks(client, article):
    return TICK.findall(client.get(page("change", article)).text)


def test_a_tick_keeps_that_the_translation_still_holds(changed, desk, save):
    before = Version.objects.count()
    assert save(**{"still-holds": ticks(desk, changed)[:1]}).status_code == 302
    assert [place for place, _state, _since in found()] == ["prevention.drink.name", "care.emergency.breath.text"]
    assert Version.objects.count() == before + 1


def test_a_tick_for_a_source_that_reads_otherwise_by_now_counts_for_nothing(changed, desk, save):
    ticked = ticks(desk, changed)[:1]
    save(**{"lead_en": "Quite another lead.", "still-holds": ticked})
    assert next(place for place, _state, _since in found()) == "lead"


def test_a_translation_that_is_written_is_current(changed, save):
    save(lead_tr="Yeni bir giriş.")
    assert "lead" not in [place for place, _state, _since in found()]


RIGHTS = [("translators into Turkish", 1), ("translators into English", 2), ("editors", 1)]


@pytest.mark.parametrize(("group", "left"), RIGHTS)
def test_only_who_writes_the_language_may_say_that_it_holds(changed, group, left, desk):
    client = at_desk(member("somebody", group))
    fields = fields_of(client.get(page("change", changed)).text, "article_form")
    sent = fields | {"still-holds": ticks(desk, changed)[:1]}
    assert client.post(page("change", changed), sent).status_code == 302
    assert [each.state for each in freshness.table(fresh())].count("stale") == left


def test_only_who_writes_the_language_gets_the_tick(changed):
    shown = {
        group: len(ticks(at_desk(member(group, group)), changed))
        for group in ("translators into Turkish", "translators into English", "editors", "medical reviewers")
    }
    assert list(shown.values()) == [2, 0, 2, 0]


def test_a_refused_save_keeps_the_tick(changed, desk, form):
    ticked = ticks(desk, changed)[:1]
    answer = desk.post(page("change", changed), form() | {"title_en": "", "still-holds": ticked, "causes-0-cites": "x"})
    assert (answer.status_code, answer.text.count("checked> The translation still holds")) == (422, 1)
    assert len(found()) == 3


def test_safety_is_said_of_what_was_published_as_such(small_article, desk):
    publish(small_article, ["en", "tr"])
    content.store(small(lead={"en": "Beware.", "tr": "Bir giriş."}))
    publish(fresh(), ["en"], kind="safety", notes={"en": "Beware."})
    assert desk.get(page("change", small_article)).text.count("A matter of safety: ") == 1
