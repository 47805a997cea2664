"""The addresses of sources are asked once a week, and the desk says which of them do not answer."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from articles import content, link_checks
from articles.models import Article, LinkCheck, Source
from articles.publishing import publish
from tests.articles.answering import answering
from tests.desk import page
from tests.making import numbered, small

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with answering() as running:
        yield running


def cite(article, key, url):
    Source.objects.filter(article=article, key=key).update(url=url)


def command(*options):
    said = StringIO()
    call_command("check_links", "--allow-local", *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def sources(server, small_article, monkeypatch):
    """An article with a source that answers and one that is gone."""
    monkeypatch.setattr(link_checks, "PAUSE", 0)
    cite(small_article, "basis", f"{server.url}/ok")
    cite(small_article, "second", f"{server.url}/gone")
    return small_article


def test_the_command_says_what_is_broken_and_since_when(sources, server):
    with time_machine.travel("2026-11-22 12:00", tick=False):
        assert command() == f"{server.url}/gone: 404, since 2026-11-22\n2 asked, 1 broken\n"
    with time_machine.travel("2026-11-29 12:00", tick=False):
        assert command() == f"{server.url}/gone: 404, since 2026-11-22\n2 asked, 1 broken\n"
    assert [str(each.checked_at.date()) for each in LinkCheck.objects.all()] == ["2026-11-29"] * 2


def test_what_answers_again_is_broken_no_more(sources, server):
    command()
    LinkCheck.objects.filter(address=f"{server.url}/ok").update(broken_since=timezone.now())
    command()
    assert [each.address for each in LinkCheck.objects.broken()] == [f"{server.url}/gone"]


def test_what_was_asked_within_a_week_is_not_due(sources, server):
    command()
    server.seen.clear()
    assert (command("--due"), server.seen) == ("0 asked, 0 broken\n", [])
    LinkCheck.objects.filter(address=f"{server.url}/ok").update(checked_at=timezone.now() - timedelta(days=8))
    assert command("--due") == "1 asked, 0 broken\n"


def test_what_readers_have_is_asked_too_and_what_nobody_names_is_forgotten(sources, server):
    publish(sources, ["en"])
    cite(sources, "second", "")
    assert link_checks.addresses() == {f"{server.url}/ok", f"{server.url}/gone"}
    command()
    publish(Article.objects.get(), ["en"])
    command()
    assert [each.address for each in LinkCheck.objects.all()] == [f"{server.url}/ok"]


def test_where_nobody_at_all_answers_nothing_is_written_down(db, monkeypatch):
    named = [{"key": key, "citation": "C", "url": f"http://{key}.invalid/"} for key in ("a", "b", "c")]
    content.store(small(sources=[*small()["sources"], *named]))
    cite(Article.objects.get(), "basis", "")
    with pytest.raises(CommandError, match="No source could be reached"):
        command()
    assert LinkCheck.objects.count() == 0
    link_checks.check_due()
    assert LinkCheck.objects.count() == 0


def test_hosts_are_asked_at_once_and_one_host_one_after_the_other(sources, server, monkeypatch):
    waited = []
    monkeypatch.setattr(link_checks.time, "sleep", waited.append)
    link_checks.check(link_checks.addresses(), allow_local=True, pause=1.5)
    assert waited == [1.5]


def test_our_own_network_is_not_asked_unless_for_tests(sources, server):
    call_command("check_links", stdout=StringIO())
    assert ({each.fault for each in LinkCheck.objects.all()}, server.seen) == ({"private"}, [])


def test_the_desk_lists_exactly_the_articles_with_a_broken_source(sources, server, desk):
    cite(content.store(numbered(1)), "basis", f"{server.url}/moved")
    command()
    listed = desk.get(reverse("admin:articles_article_changelist"), {"sources": "broken"}).context["cl"].result_list
    assert [article.key for article in listed] == ["small"]
    assert "<b>1</b> <span>article with a source whose address does not answer" in desk.get("/admin/").text


def test_the_form_says_so_beside_the_box_until_the_address_is_another(sources, desk, save, form):
    command()
    words = "does not answer"
    assert desk.get(page("change", sources)).text.count(words) == 1
    second = next(name for name, value in form().items() if name.endswith("-key") and value == ["second"])
    save(**{second.replace("-key", "-url"): "https://example.org/another"})
    assert desk.get(page("change", sources)).text.count(words) == 0
