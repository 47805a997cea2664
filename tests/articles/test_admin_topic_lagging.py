"""A topic's name whose translation is not current: on its own form as on an article's, and told of on its articles'."""

import re

import pytest
from django.urls import reverse

from articles import content, freshness, standing
from articles.lagging import lagging, topic_lagging
from articles.models import Article, Standing, Topic, Version
from tests.desk import dump, page
from tests.making import numbered
from tests.people import at_desk, member
from tests.posting import fields_of

pytestmark = pytest.mark.django_db

TICK = re.compile(r'name="still-holds"[^>]* value="([^"]+)"')
SINCE = [("same", "Muscles"), ("new", " and joints")]
HOLDS = f"topic.name tr {freshness.fingerprint('Muscles and joints')}"
GROUPS = ("translators into Turkish", "translators into English", "editors", "medical reviewers")


@pytest.fixture
def topic(db):
    """The topic of two articles, whose English name was changed at the desk and whose Turkish was not."""
    for number in (1, 2):
        content.store(numbered(number))
    rename(Topic.objects.get(), name_en="Muscles and joints")
    return Topic.objects.get()


def rename(topic, **names):
    """As the desk does it: every article keeps a version."""
    Topic.objects.filter(pk=topic.pk).update(**names)
    for article in topic.articles.all():
        content.keep_version(article)


def form_of(topic):
    return reverse("admin:articles_topic_change", args=[topic.pk])


def shown(client, topic, **headers):
    return client.get(form_of(topic), headers=headers).text


def save(client, topic, **changes):
    return client.post(form_of(topic), fields_of(shown(client, topic), "topic_form") | changes)


def state(topic):
    return freshness.state(Topic.objects.get(pk=topic.pk), "name", "tr")


def stale_in_turkish():
    """How many articles have how many stale texts: what is kept, which is the truth."""
    assert standing.wrong() == []
    return list(Standing.objects.in_language("tr").order_by("article").values_list("stale", flat=True))


def test_it_says_what_changed_since_word_by_word(topic):
    assert [(each.at.place, each.at.state, each.since) for each in topic_lagging(topic)] == [
        ("topic.name", "stale", SINCE)
    ]


def test_it_asks_the_versions_once_and_not_if_nothing_is_stale(topic, django_assert_num_queries):
    with django_assert_num_queries(1):
        topic_lagging(topic)
    rename(topic, name_tr="Kaslar ve eklemler")
    current = Topic.objects.get()
    with django_assert_num_queries(0):
        assert topic_lagging(current) == []


def test_it_looks_into_the_versions_of_every_article_but_of_no_other_topics(topic):
    Version.objects.filter(article__key="small-2").delete()
    assert [each.since for each in topic_lagging(topic)] == [SINCE]
    content.store(numbered(3, topic={"key": "other", "name": {"en": "Muscles", "tr": "Kaslar"}}))
    Article.objects.filter(key="small-1").update(topic=Topic.objects.get(key="other"))
    assert [each.since for each in topic_lagging(topic)] == [None]


def test_a_version_without_a_name_of_the_topic_is_passed_over(topic):
    article = topic.articles.last()
    Version.objects.create(article=article, dump=dump(article) | {"topic": {"key": "muscles"}})
    assert [each.since for each in topic_lagging(topic)] == [SINCE]


def test_the_form_shows_it_beside_its_box(topic, desk):
    read = shown(desk, topic)
    assert TICK.findall(read) == [HOLDS]
    assert 'Muscles<ins><span class="visually-hidden" lang="en">[new: </span> and joints' in read
    assert read.count("The English text has changed since this was written.") == 1
    assert "What it was made from is not on record" not in read


def test_the_form_speaks_the_language_of_the_desk(topic, desk):
    read = shown(desk, topic, **{"accept-language": "tr"})
    words = ("İngilizce metin, bu yazıldıktan sonra değişti.", "Çeviri hâlâ geçerli")
    assert [read.count(each) for each in words] == [1, 1]


def test_a_source_that_no_version_has_gets_the_plain_notice(topic, desk):
    Version.objects.all().delete()
    read = shown(desk, topic)
    assert read.count("What it was made from is not on record, so compare both as they stand.") == 1
    assert TICK.findall(read) == [HOLDS]


def test_a_missing_name_says_so_and_has_no_tick(topic, desk):
    rename(topic, name_tr="")
    read = shown(desk, topic)
    assert (read.count("There is no Turkish text yet."), TICK.findall(read)) == (1, [])


def test_a_current_name_has_nothing_beside_it_nor_has_a_new_topic(topic, desk):
    rename(topic, name_tr="Kaslar ve eklemler")
    pages = [shown(desk, topic), desk.get(reverse("admin:articles_topic_add")).text]
    assert [words for words in ("still-holds", 'class="beside') for read in pages if words in read] == []


def test_a_tick_keeps_that_the_name_still_holds_for_every_article(topic, desk):
    before = Version.objects.count()
    assert stale_in_turkish() == [1, 1]
    assert save(desk, topic, **{"still-holds": TICK.findall(shown(desk, topic))}).status_code == 302
    assert (state(topic), stale_in_turkish(), Version.objects.count()) == ("current", [0, 0], before + 2)
    assert "still-holds" not in shown(desk, topic)


def test_saving_without_a_tick_leaves_it_stale(topic, desk):
    before = Version.objects.count()
    assert save(desk, topic).status_code == 302
    assert (state(topic), Version.objects.count()) == ("stale", before)


def test_a_tick_for_a_source_that_reads_otherwise_by_now_counts_for_nothing(topic, desk):
    ticked = TICK.findall(shown(desk, topic))
    assert save(desk, topic, **{"name_en": "Muscles, joints and bones", "still-holds": ticked}).status_code == 302
    assert (Topic.objects.get().name_en, state(topic)) == ("Muscles, joints and bones", "stale")
    assert save(desk, topic, **{"still-holds": ticked}).status_code == 302
    assert state(topic) == "stale"


RIGHTS = [("translators into Turkish", "current"), ("translators into English", "stale"), ("editors", "current")]


@pytest.mark.parametrize(("group", "left"), RIGHTS)
def test_only_who_writes_the_language_may_say_that_it_holds(topic, group, left):
    answer = save(at_desk(member("somebody", group)), topic, **{"still-holds": [HOLDS]})
    assert (answer.status_code, state(topic)) == (302, left)


def test_only_who_writes_the_language_gets_the_tick(topic):
    offered = {group: TICK.findall(shown(at_desk(member(group, group)), topic)) for group in GROUPS}
    assert offered == {
        "translators into Turkish": [HOLDS],
        "translators into English": [],
        "editors": [HOLDS],
        "medical reviewers": [],
    }


def test_a_refused_save_keeps_the_tick(topic, desk):
    answer = save(desk, topic, **{"name_en": "a\x00b", "still-holds": [HOLDS]})
    assert (answer.status_code, answer.text.count("checked> The translation still holds")) == (422, 1)
    assert state(topic) == "stale"


def test_a_refused_save_over_somebody_elses_source_does_not_keep_it(topic, desk):
    opened = fields_of(shown(desk, topic), "topic_form")
    rename(topic, name_en="Muscles, joints and bones")
    answer = desk.post(form_of(topic), opened | {"still-holds": [HOLDS]})
    assert (answer.status_code, answer.text.count("still-holds"), answer.text.count("checked>")) == (422, 1, 0)
    assert state(topic) == "stale"


TOLD = re.compile(r'class="state (\w+)">[^<]*</span>\s*<span>([^<]+?)\s*<a href="([^"]+)">([^<]+)</a>')


def told(client, article, **headers):
    return TOLD.findall(client.get(page("change", article), headers=headers).text)


def test_an_article_tells_of_it_and_leads_to_the_topic(topic, desk):
    article = topic.articles.first()
    words = "The topic's English name has changed, and its Turkish name has not."
    assert told(desk, article) == [("stale", words, form_of(topic), "Go to the topic")]
    assert "next-lagging" not in desk.get(page("change", article)).text  # it has no box to go to here
    rename(topic, name_tr="")
    missing = "The topic has no Turkish name yet."
    assert told(desk, article) == [("missing", missing, form_of(topic), "Go to the topic")]
    rename(topic, name_tr="Kaslar ve eklemler")
    assert told(desk, article) == []


def test_an_article_tells_whoever_writes_the_language_all_of_whom_may_open_the_topic(topic):
    article, found = topic.articles.first(), {}
    for group in GROUPS:
        client = at_desk(member(group, group))
        found[group] = [client.get(address).status_code for _state, _words, address, _link in told(client, article)]
    assert found == {
        "translators into Turkish": [200],
        "translators into English": [],
        "editors": [200],
        "medical reviewers": [],
    }


def test_a_tick_on_an_article_keeps_nothing_for_the_topic(topic, desk):
    """The articles beside it would not keep a version of what they say then."""
    article = topic.articles.first()
    fields = fields_of(desk.get(page("change", article)).text, "article_form")
    assert desk.post(page("change", article), fields | {"still-holds": [HOLDS]}).status_code == 302
    assert state(topic) == "stale"
    assert [each.at.place for each in lagging(Article.objects.with_everything().get(pk=article.pk))] == ["topic.name"]
