"""The written guide for editors, walked by somebody new. `make pictures` has its pictures taken anew on the way."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from articles import content
from articles.content import keep_version
from articles.models import Article, Edition
from articles.publishing import publish
from tests.browser.test_desk import live_server  # noqa: F401 - a fixture
from tests.browser.walking import Walker
from tests.conftest import ROOT
from tests.desk import page as place
from tests.people import member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a password for tests"
GUIDES = {"en": "docs/editors.md", "tr": "docs/editors.tr.md"}
LEAD = {
    "en": "A muscle spasm, or cramp, is a sudden, painful tightening that you cannot control. Most pass by themselves.",
    "tr": "Kas spazmı ya da kramp, kasın aniden, istem dışı ve ağrılı biçimde kasılmasıdır. Çoğu kendiliğinden geçer.",
}
NOTE = {
    "en": "The lead says that most cramps pass by themselves.",
    "tr": "Giriş, çoğu krampın kendiliğinden geçtiğini söylüyor.",
}
TITLE = {"en": "Neurologist", "tr": "Nöroloji uzmanı"}
LANGUAGES = {"en": "English", "tr": "Turkish"}


@pytest.fixture
def article(transactional_db: None, first_dump: Any) -> Article:
    stored = content.store(first_dump)
    publish(stored, ["en", "tr"])
    return stored


@pytest.fixture(params=GUIDES)
def walker(request: Any, browser: Any, live_server: Any, settings: Any) -> Any:  # noqa: F811
    settings.SITE_URL = "https://health.example.org"
    pictures: Path | None = ROOT / "docs" / "pictures" if os.environ.get("PICTURES") else None
    with override(request.param):
        walker = Walker(browser, live_server.url, request.param, pictures)
        yield walker
        walker.context.close()


def publish_a_translated_change(walker: Walker, article: Article) -> None:
    """The guide's own path, from the first page to readers."""
    page = walker.page
    walker.click("link", "Articles")
    walker.click("link", getattr(article, f"title_{walker.language}"))
    walker.box("lead", "English").click()
    walker.write(LEAD["en"])
    walker.click("button", "Save and continue editing")
    page.locator(".messagelist .success").wait_for()
    walker.click("button", "Show the next one")
    walker.picture("stale", at=page.locator(".field-lead_en").first)
    walker.write(LEAD["tr"])
    walker.click("button", "Save and publish…")
    page.get_by_label(gettext("content: readers learn something else")).click()
    for code in LANGUAGES:
        page.keyboard.press("Tab")
        page.keyboard.insert_text(NOTE[code])
    walker.picture("publish")
    walker.click("button", "Publish")
    page.locator(".messagelist .success").first.wait_for()
    walker.look()


def change_advice(walker: Walker, article: Article) -> None:
    """A line of a care card changes in English alone, and readers of Turkish get it, dated."""
    article = Article.objects.get(pk=article.pk)
    line = article.care.filter(urgency="emergency").first()
    article.care.filter(pk=line.pk).update(text_en=f"{line.text_en.rstrip('.')}, or you cannot move")
    keep_version(article)
    walker.go("/admin/")
    walker.picture("first-page")
    walker.go(place("change", article))
    publish(article, ["en"], notes={"en": "One more reason to call 112."})
    walker.go(Edition.objects.current().get(language="tr").get_absolute_url())
    if walker.language == "tr":
        walker.picture("notice", at=walker.page.locator(".safety").first)
    article.care.filter(pk=line.pk).update(text_tr=f"{line.text_tr.rstrip('.')} ya da hareket edemiyorsanız")
    keep_version(article)


def make_a_link_and_an_hour(walker: Walker, article: Article) -> None:
    walker.go(place("preview_links", article))
    walker.click("button", "Make a link")
    walker.picture("link")
    walker.go(place("publish", article))
    walker.page.get_by_label(gettext("wording: the meaning is the same")).check()
    hour = (timezone.localtime() + timedelta(days=1)).replace(hour=8, minute=0)
    walker.page.get_by_label(gettext("Goes out at")).fill(hour.strftime("%Y-%m-%dT%H:%M"))
    walker.click("button", "Schedule")
    walker.go(place("publish", article))
    walker.picture("scheduled")


def compare(walker: Walker, article: Article) -> None:
    old, new = article.versions.last().pk, article.versions.first().pk
    walker.go(place("versions", article))
    walker.go(f"{place('compare', article)}?before={old}&after={new}")
    walker.picture("compare")


def sign_off(walker: Walker, article: Article) -> None:
    member("ada", "medical reviewers", first_name="Ada", last_name="Yılmaz", password=PASSWORD)
    walker.log_in("ada", PASSWORD)
    walker.go(place("change", article))
    walker.click("link", "Sign off in %(name)s", name=gettext(LANGUAGES[walker.language]))
    walker.page.get_by_role("link", name=gettext("Read it, then sign it off")).first.click()
    walker.look()
    walker.click("link", "Sign this text off…")
    walker.page.get_by_label(gettext("Your title")).fill(TITLE[walker.language])
    walker.page.get_by_label(gettext("I have read this text in full, and what it says is right.")).check()
    walker.picture("sign-off", at=walker.page.locator("form.card"))
    walker.click("button", "Sign off")


def disagree(walker: Walker, article: Article) -> None:
    """What the guide says of languages that do not agree, and of a text in the wrong language."""
    walker.log_in("ayse", PASSWORD)
    walker.go(place("change", article))
    walker.box("lead", "English").fill("Kas krampı çok ağrılı olabilir ve birkaç dakika sürer.")
    walker.click("button", "Save and continue editing")
    walker.page.locator(".errorlist").first.wait_for()
    walker.look()
    row = Article.objects.get(pk=article.pk)
    row.lead_en, row.lead_tr = "A cramp can last 10 minutes.", "Kramp 20 dakika sürebilir."
    row.save()
    keep_version(row)
    walker.go(place("publish", article))
    walker.picture("disagree", at=walker.page.locator(".disagreements"))


def test_somebody_new_does_what_the_guide_says(walker, article):
    member("ayse", "editors", "publishers", first_name="Ayşe", password=PASSWORD)
    walker.log_in("ayse", PASSWORD)
    publish_a_translated_change(walker, article)
    assert walker.clicks == 8
    leads = {each.language: (each.number, each.document["lead"]["text"]) for each in Edition.objects.current()}
    assert leads == {code: (2, text) for code, text in LEAD.items()}
    for visit in (change_advice, make_a_link_and_an_hour, compare, sign_off, disagree):
        visit(walker, article)
    guide = (ROOT / GUIDES[walker.language]).read_text()
    assert walker.unseen(guide) == []
    assert walker.unseen(guide + " **Words of no page** ") == ["Words of no page"]


@pytest.mark.parametrize("guide", GUIDES.values())
def test_every_picture_of_a_guide_is_there_and_small(guide):
    named = re.findall(r"\]\((pictures/[^)]+)\)", (ROOT / guide).read_text())
    assert named
    sizes = {name: (ROOT / "docs" / name).stat().st_size for name in named}
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}
