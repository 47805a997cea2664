"""The desk as a translator, a reviewer and a publisher have it, and a draft as a doctor without a login has it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.bringing_live import bring_live
from articles.content import keep_version
from articles.models import Article, Edition, PreviewLink, ScheduledPublication
from articles.publishing import publish
from articles.scheduling import schedule
from tests.browser.accessibility import sideways_scroll, violations
from tests.browser.test_desk import article, complaints, live_server, page, window  # noqa: F401 - fixtures
from tests.desk import page as place
from tests.people import member, reviewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sits_down(window, live_server, person):  # noqa: F811
    """From now on the window is that of `person`."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    window.clear_cookies()
    window.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])


@pytest.fixture
def busy(article):  # noqa: F811
    """An article with everything that can be seen of it: links, versions, editions, one that failed and one to come."""
    now = timezone.now()
    for words in ("Second lead.", "Third lead."):
        Article.objects.update(lead_en=words)
        keep_version(article)
        schedule(article, ["en"], at=now, kind="wording", notes={})
        publish(article, ["en"])
        bring_live(now)
        ScheduledPublication.objects.failed().exclude(pk=ScheduledPublication.objects.latest("pk").pk).delete()
    Article.objects.update(lead_en="To come.")
    keep_version(article)
    schedule(article, ["en"], at=now + timedelta(days=1), kind="wording", notes={})
    for more in ({}, {"revoked_at": now}, {"made_at": now - timedelta(days=8)}):
        PreviewLink.objects.create(article=article, language="tr", **more)
    return article


def pages_of(article):  # noqa: F811
    """Every new page, with who has it."""
    old, new = article.versions.last().pk, article.versions.first().pk
    first, last = (
        Edition.objects.filter(article=article, language="en").order_by("number").values_list("pk", flat=True)[:2]
    )
    ada, publisher = reviewer(), member("publisher", "publishers", "editors")
    translator = member("translator", "translators into Turkish")
    digest = Edition.objects.current().get(language="en").digest
    return [
        (translator, place("change", article)),
        (ada, place("change", article)),
        (ada, place("sign_off", article, "en") + f"?text={digest}"),
        (publisher, place("publish", article)),
        (publisher, place("preview_links", article)),
        (publisher, place("versions", article)),
        (publisher, place("compare", article) + f"?before={old}&after={new}"),
        (publisher, place("compare", article) + f"?of=editions&before={first}&after={last}"),
        (publisher, "/admin/articles/article/"),
        (ada, PreviewLink.objects.open_at(timezone.now()).get().get_absolute_url()),
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_of_our_making(page, window, live_server, busy, complaints, scheme, width):  # noqa: F811
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for person, address in pages_of(busy):
        sits_down(window, live_server, person)
        assert page.goto(live_server.url + address).status == 200
        for button in page.locator(".open-all:visible").all():
            button.click()
        assert (address, complaints, sideways_scroll(page)) == (address, [], 0)
        found[address] = [each for each in violations(page) if not each.startswith("label-title-only")]
        complaints.clear()  # axe's own attempts to write styles
    assert {address: each for address, each in found.items() if each} == {}


def test_a_reviewer_reads_the_draft_signs_it_and_readers_see_who(page, window, live_server, article):  # noqa: F811
    Article.objects.update(lead_en="A lead to sign.")
    keep_version(article, by=member("writer", "editors"))
    sits_down(window, live_server, reviewer())
    page.goto(live_server.url + place("change", article))
    page.get_by_role("link", name="Sign off in English").click()
    page.get_by_role("link", name="Read it, then sign it off").first.click()
    page.get_by_text("A lead to sign.").wait_for()
    page.get_by_role("link", name="Sign this text off…").click()
    page.get_by_label("Your title").fill("Neurologist")
    page.get_by_label("I have read this text in full").check()
    page.get_by_role("button", name="Sign off").click()
    page.get_by_text("Signed off in your name.").wait_for()
    publish(article, ["en"])
    page.goto(live_server.url + "/en/articles/small-article/")
    page.get_by_text("Reviewed by Ada Yılmaz, Neurologist on").wait_for()


def test_a_publisher_sets_an_hour_and_calls_it_off(page, window, live_server, article):  # noqa: F811
    Article.objects.update(lead_en="For later.")
    keep_version(article)
    sits_down(window, live_server, member("publisher", "publishers"))
    page.goto(live_server.url + place("publish", article))
    hour = timezone.localtime() + timedelta(days=1)
    page.get_by_label("Goes out at").fill(hour.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("Scheduled: it goes out on").wait_for()
    page.goto(live_server.url + place("publish", article))
    page.get_by_role("button", name="Call off").click()
    page.get_by_text("Called off; it does not go out.").wait_for()
