"""An edition that waits for its hour: it goes out once, as it was written, and readers never go back."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import content
from articles.bringing_live import bring_live
from articles.content import keep_version
from articles.models import Article, CareItem, Cause, Edition, ScheduledPublication
from articles.publishing import publish, unpublish
from articles.scheduling import OneWaitsAlready, call_off, schedule
from articles.signing import sign_off, texts
from tests.desk import dump, messages, page
from tests.making import numbered, small
from tests.people import at_desk, member, reviewer

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
HOUR = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=2)


def lead(article, words, **more):
    Article.objects.filter(pk=article.pk).update(lead_en=words, **more)
    keep_version(article)


def planned(article, *, languages=("en",), kind="wording", at=HOUR, **notes):
    return schedule(article, languages, at=at, kind=kind, notes=notes)


def readers_have(article, language="en"):
    current = Edition.objects.current().filter(article=article, language=language).first()
    return current and current.document["lead"]["text"]


def state(scheduled):
    scheduled.refresh_from_db()
    return scheduled.state, scheduled.hindrance


@pytest.fixture
def article(small_article):
    """Published, with another lead in the draft."""
    publish(small_article, ["en", "tr"])
    lead(small_article, "Scheduled.")
    return small_article


def test_it_goes_out_when_it_is_due_as_it_was_written_and_once(article):
    waiting = planned(article)
    lead(article, "Written afterwards.")
    came = [(bring_live(now), readers_have(article)) for now in (NOW, HOUR, HOUR, LATER)]

    assert came == [(0, "A lead."), (1, "Scheduled."), (0, "Scheduled."), (0, "Scheduled.")]
    assert state(waiting) == ("out", "")
    edition = Edition.objects.get(number=2)
    assert (edition.version, edition.language, edition.kind) == (waiting.version, "en", "wording")
    assert "Scheduled." in Client().get("/en/articles/small-article/").text


def test_the_date_that_readers_see_is_that_of_the_day_it_goes_out(article):
    planned(article, kind="content", at=HOUR + timedelta(days=3), en="The lead is new.")
    assert Article.objects.get().updated.isoformat() == "2026-11-21"
    bring_live(HOUR + timedelta(days=3))
    edition = Edition.objects.get(number=2)
    day = timezone.localdate(HOUR + timedelta(days=3)).isoformat()
    assert edition.changes == [{"on": day, "kind": "content", "note": "The lead is new."}]
    assert (edition.document["updated"], Article.objects.get().updated.isoformat()) == (day, day)


def test_a_first_edition_can_be_scheduled_in_both_languages(small_article):
    planned(small_article, languages=("en", "tr"))
    assert Client().get("/tr/makaleler/kucuk-yazi/").status_code == 404
    bring_live(HOUR)
    listed = Edition.objects.current().order_by("language")
    assert [(each.language, each.number, each.kind) for each in listed] == [("en", 1, "first"), ("tr", 1, "first")]


def test_what_was_signed_before_goes_out_signed(article):
    fresh = Article.objects.with_everything().get()
    planned(article)
    sign_off(article, "en", seen=texts(fresh, "en")[0].digest, title="Neurologist", by=reviewer())
    bring_live(HOUR)
    assert Client().get("/en/articles/small-article/").context["sign_off"]["name"] == "Ada Yılmaz"


def another_edition(article):
    lead(article, "Newer.")
    publish(article, ["en"])


def a_thief(article):
    thief = content.store(numbered(2, slug={"en": "moved"}, title={"en": "Thief"}))
    publish(thief, ["en"])


HINDERED = {
    "newer": (another_edition, "Newer."),
    "taken-down": (lambda article: unpublish(article, ["en"]), None),
    "address": (a_thief, "A lead."),
}


@pytest.mark.parametrize("hindrance", HINDERED)
def test_what_cannot_go_out_any_more_stays_with_its_reason_and_readers_keep_theirs(article, hindrance, caplog):
    step, kept = HINDERED[hindrance]
    lead(article, "Scheduled.", slug_en="moved")
    waiting = planned(article)
    Article.objects.filter(pk=article.pk).update(slug_en="small-article")
    step(article)

    assert (bring_live(HOUR), readers_have(article), state(waiting)) == (0, kept, ("failed", hindrance))
    assert f"did not go out: {hindrance}" in caplog.text
    assert bring_live(LATER) == 0
    told = at_desk(member("publisher", "publishers")).get("/admin/articles/article/")
    assert [
        words for words in messages(told) if "did not go out on" in words and waiting.get_hindrance_display() in words
    ]
    assert messages(at_desk(member("reader", "editors")).get("/admin/articles/article/")) == []


def test_one_that_failed_does_not_hold_up_the_next(article):
    planned(article)
    other = content.store(numbered(2))
    planned(other)
    another_edition(article)
    assert (bring_live(HOUR), readers_have(other)) == (1, "A lead.")


def test_what_is_called_off_does_not_go_out_and_what_went_out_cannot_be_called_off(article):
    waiting = planned(article)
    assert [call_off(waiting, NOW), call_off(waiting, NOW), bring_live(HOUR)] == [True, False, 0]
    again = planned(article)
    assert [bring_live(HOUR), call_off(again, LATER), state(again)] == [1, False, ("out", "")]


def test_an_article_has_one_hour_and_nothing_is_scheduled_for_words_that_readers_have(article):
    planned(article)
    with pytest.raises(OneWaitsAlready):
        planned(article)
    bring_live(HOUR)
    assert planned(article) is None


class Killed(Exception):
    """As a signal: nothing on the way handles it."""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_statement_leaves_all_or_nothing_and_the_next_one_does_it(article):
    planned(article, languages=("en", "tr"), kind="safety", en="Beware.", tr="Dikkat.")
    Cause.objects.update(explanation_tr="Akar!")
    for number in range(1, 200):
        statements = iter(range(number))

        def kill(execute, *args, statements=statements):
            if next(statements, None) is None:
                raise Killed
            return execute(*args)

        try:
            with connection.execute_wrapper(kill):
                done = bring_live(HOUR)
        except Killed:
            assert (Edition.objects.count(), ScheduledPublication.objects.waiting().count()) == (2, 1)
        else:
            break
    assert (number > 15, done, Edition.objects.current().filter(number=2).count()) == (True, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_workers_that_come_at_once_bring_it_live_once(small_article):
    planned(small_article, languages=("en", "tr"))
    start, done = Barrier(4), []

    def work():
        start.wait()
        done.append(bring_live(HOUR))
        connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(done), Edition.objects.count()) == ([0, 0, 0, 1], 2)


@pytest.fixture
def publisher():
    return at_desk(member("publisher", "publishers"))


def sent(hour, **changes):
    wall = timezone.localtime(hour).strftime("%Y-%m-%dT%H:%M")
    return {"languages": ["en"], "kind": "wording", "at": wall, "_schedule": "Schedule"} | changes


def test_an_hour_is_set_on_the_publish_page_in_the_hospitals_time_and_called_off_there(article, publisher):
    response = publisher.post(page("publish", article), sent(HOUR), follow=True)
    waiting = ScheduledPublication.objects.get()
    assert messages(response)[0].startswith("Scheduled: it goes out on ")
    assert (waiting.due_at, waiting.made_by.username) == (HOUR.replace(second=0), "publisher")
    shown = publisher.get(page("publish", article)).text
    assert f"as written in version {waiting.version_id}, by publisher" in shown
    again = publisher.post(page("publish", article), sent(LATER))
    assert "Another edition of this article is scheduled already." in again.text

    answers = [publisher.post(page("call_off", article, waiting.pk), follow=True) for _ in range(2)]
    assert [messages(each) for each in answers] == [
        ["Called off; it does not go out."],
        ["Too late: this has gone out, or was called off before."],
    ]
    assert state(waiting)[0] == "called-off"


REFUSED = {
    "no hour": ({"at": ""}, "Goes out at: Say when it goes out."),
    "past": ({"at": "2020-01-01T10:00"}, "Goes out at: This hour is past."),
    "nonsense": ({"at": "tomorrow"}, "Goes out at: Enter a valid date/time."),
    "no note": ({"kind": "safety"}, "English: Readers are not told what changed: write a note for them."),
    "stale page": ({"seen_version": "1000000"}, "Somebody else has saved this article since you opened it."),
}


@pytest.mark.parametrize(("changes", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_scheduled_is_refused_with_the_reason(article, publisher, changes, words):
    response = publisher.post(page("publish", article), sent(HOUR, **changes))
    assert (response.status_code, words in response.text) == (422, True)
    assert not ScheduledPublication.objects.exists()


@pytest.mark.parametrize("language", ["en", "tr"])
def test_publishing_before_that_hour_calls_it_off_and_says_so(article, publisher, language):
    waiting = planned(article)
    lead(article, "Now.", lead_tr="Şimdi.")
    response = publisher.post(page("publish", article), {"languages": [language], "kind": "wording"}, follow=True)
    assert [words for words in messages(response) if "is called off, since readers now have other editions." in words]
    assert (state(waiting)[0], bring_live(LATER)) == ("called-off", 0)


def test_taking_down_calls_it_off_too(article, publisher):
    waiting = planned(article)
    response = publisher.post(page("take_down", article), {"languages": ["tr"]}, follow=True)
    assert (len(messages(response)), state(waiting)[0]) == (2, "called-off")


def test_publishing_words_that_readers_have_calls_nothing_off(article, publisher):
    waiting = planned(article)
    publisher.post(page("publish", article), {"languages": ["tr"], "kind": "wording"})
    assert state(waiting)[0] == "waiting"


def test_a_safety_text_takes_the_other_language_along_under_the_day_it_goes_out(article):
    CareItem.objects.filter(key="breath").update(text_en="no breath at all")
    keep_version(article)
    planned(article, en="Another line.")
    marks = CareItem.objects.get(key="breath").made_from
    lead(article, "Written afterwards.")
    bring_live(HOUR)

    english, turkish = Edition.objects.current().order_by("language")
    day = timezone.localdate(HOUR).isoformat()
    line = turkish.document["sections"][3]["cards"][0]["items"][0]["text"]
    assert (english.kind, turkish.kind, turkish.number) == ("safety", "safety", 2)
    assert line == {"text": "no breath at all", "lang": "en", "safety_since": day}
    assert "Küçük yazı" in turkish.title
    assert "safety" not in str(marks)
    assert CareItem.objects.get(key="breath").made_from["text"]["tr"]["safety"] == day


def test_what_scheduling_thinks_through_leaves_nothing_in_the_draft(article):
    CareItem.objects.filter(key="breath").update(text_en="no breath at all")
    keep_version(article)
    before = dump(article), list(CareItem.objects.values_list("made_from", flat=True))
    planned(article, en="Another line.")
    assert (dump(article), list(CareItem.objects.values_list("made_from", flat=True))) == before


def test_a_failed_one_is_put_aside(article, publisher):
    waiting = planned(article)
    another_edition(article)
    bring_live(HOUR)
    assert "Did not go out" in publisher.get(page("publish", article)).text
    publisher.post(page("call_off", article, waiting.pk), follow=True)
    assert state(waiting) == ("called-off", "newer")
    assert messages(publisher.get("/admin/articles/article/")) == []


def test_one_of_another_article_is_not_called_off_here(article, publisher):
    waiting = planned(article)
    other = content.store(small(key="other", slug={"en": "other"}))
    assert publisher.post(page("call_off", other, waiting.pk)).status_code == 404
    assert publisher.get(page("call_off", article, waiting.pk)).status_code == 405
    assert state(waiting)[0] == "waiting"
