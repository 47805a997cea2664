"""The first page of the desk says what needs whoever is logged in, and leads to exactly that."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import override

from articles import content
from articles.models import Article, ScheduledPublication, Standing
from articles.publishing import publish
from articles.scheduling import schedule
from callbacks.models import CallRequest, Mail, Promise
from callbacks.notice import NOTICE_VERSION
from callbacks.references import digest_of, new_reference, new_token
from crampinfo.needs import needs_of
from tests.making import numbered
from tests.people import at_desk, member

pytestmark = pytest.mark.django_db

GROUPS = {
    "editor": ["editors"],
    "into en": ["translators into English"],
    "into tr": ["translators into Turkish"],
    "reviewer": ["medical reviewers"],
    "publisher": ["publishers"],
    "calls": ["call team"],
    "superv.": ["call supervisors"],
    "nobody": [],
}


def call(due_in_hours: int | None = None) -> CallRequest:
    """A request that waits, promised for so many hours from now; with None nothing was promised."""
    named = {"reference": new_reference(), "token_digest": digest_of(new_token()), "notice_version": NOTICE_VERSION}
    phone = f"+90532{1000000 + CallRequest.objects.count()}"
    made = CallRequest.objects.create(name="Ada", phone=phone, language="en", notice_language="en", **named)
    if due_in_hours is not None:
        Promise.objects.create(call=made, due_at=timezone.now() + timedelta(hours=due_in_hours))
    return made


@pytest.fixture
def busy(settings, tmp_path):
    """A desk with something of every kind: two articles out, one of them left behind, and one not out."""
    settings.SPOOL_FILE = tmp_path / "calls"
    for number in range(4):
        content.store(numbered(number))
    for number in range(2):
        publish(Article.objects.get(key=f"small-{number}"), ["en", "tr"])
    one, two, three = (Article.objects.get(key=f"small-{number}") for number in range(3))
    one.care.filter(key="breath").update(text_en="no breath at all")
    one.causes.update(name_en="Much sweat")
    two.sections.filter(anchor="what").update(body_tr="")
    three.causes.update(name_en="Much sweat")
    Article.objects.filter(key="small-1").update(next_review=date(2026, 1, 1), first_published=date(2025, 1, 1))
    Article.objects.filter(key="small-3").update(source_language="tr", lead_en="")
    soon = timezone.now() + timedelta(hours=1)
    for article in (one, two):
        schedule(article, ["tr"], at=soon, kind="wording", notes={"tr": "Güvenlik."})
    ScheduledPublication.objects.filter(article=one).end("failed", soon, hindrance="newer")
    calls = [call(-2), call(3), call()]
    for state in ("dead", "waiting", "dead"):
        Mail.objects.create(call=calls[0], message_id=f"<{Mail.objects.count()}@x>", state=state)


def lines(person, rf):
    request = rf.get("/admin/")
    request.user = User.objects.get(pk=person.pk)
    return needs_of(request)


def test_each_group_gets_what_its_rights_let_it_do(busy, rf):
    found = {name: lines(member(name, *groups), rf) for name, groups in GROUPS.items()}
    safety = ("at-once", 1, "article whose safety texts await their Turkish translation")
    into_tr = [
        safety,
        ("soon", 2, "articles with Turkish texts whose source has changed"),
        ("soon", 1, "article with texts missing in Turkish"),
    ]
    into_en = [("soon", 1, "article with texts missing in English")]
    review = ("soon", 1, "article whose review is overdue")
    drafts = [
        ("soon", 2, "articles whose English drafts readers do not have yet"),
        ("soon", 2, "articles whose Turkish drafts readers do not have yet"),
    ]
    failed = ("at-once", 1, "article that should have gone out and did not")
    waiting = ("known", 1, "article that goes out at its hour")
    calls = [("at-once", 1, "person we should have called by now"), ("soon", 3, "people who wait for our call")]
    mail = ("at-once", 2, "mails to the call team that were given up")
    assert {name: [need[:3] for need in needs] for name, needs in found.items()} == {
        "editor": [safety, *into_en, *into_tr[1:], review],
        "into en": into_en,
        "into tr": into_tr,
        "reviewer": [review],
        "publisher": [failed, *drafts, waiting],
        "calls": calls,
        "superv.": [calls[0], mail, calls[1]],
        "nobody": [],
    }


def test_each_line_leads_to_a_list_of_exactly_those(busy, desk, editor, rf):
    needs = lines(editor, rf)
    assert len(needs) == 12
    listed = [desk.get(need.address).context["cl"].result_count for need in needs]
    assert listed == [need.number for need in needs]


def test_the_page_shows_each_line_with_its_number(busy, desk, editor, rf):
    page = desk.get("/admin/").text
    for need in lines(editor, rf):
        assert need.address.replace("&", "&amp;") in page
        assert f"<b>{need.number}</b> <span>{need.words}" in page


def test_who_has_nothing_to_do_is_told_so(client, db):
    page = at_desk(member("somebody", "editors")).get("/admin/").text
    assert "Nothing. What you may see to is done." in page
    assert "<b>" not in page.split("content-main")[0]


def test_in_turkish_every_line_is_turkish(busy, desk, editor, rf):
    with override("en"):
        english = {need.words for need in lines(editor, rf)}
    with override("tr"):
        turkish = {need.words for need in lines(editor, rf)}
    assert (len(turkish), english & turkish) == (12, set())
    assert 'lang="tr"' in desk.get("/admin/", headers={"accept-language": "tr"}).text


def test_a_spool_that_cannot_be_read_is_said_too(db, rf, editor, monkeypatch):
    def refuse():
        raise OSError

    monkeypatch.setattr("callbacks.replaying.waiting", refuse)
    assert [need[:3] for need in lines(editor, rf)] == [
        ("at-once", 1, "file of requests that wait on disk, which cannot be read")
    ]


def test_a_list_of_one_room_does_not_repeat_it(busy, desk):
    assert "What needs you" not in desk.get("/admin/articles/").text


def test_a_translation_that_readers_do_not_have_is_missing_and_not_a_matter_of_now(db, rf, editor):
    content.store(numbered(1, care=[{"urgency": "routine", "items": [{"key": "often", "text": {"en": "often"}}]}]))
    assert Standing.objects.get(language="tr").stale_safety == 1
    assert [need[:3] for need in lines(editor, rf)] == [("soon", 1, "article with texts missing in Turkish")]
