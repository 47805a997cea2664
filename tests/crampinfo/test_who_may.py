"""Every page of the desk, asked for and posted to by each group: the table in who_may.txt, compared whole."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import URLResolver
from django.utils import timezone

from articles import content
from articles.content import keep_version
from articles.models import Article, Edition, PreviewLink, ScheduledPublication, SignOff
from articles.publishing import publish
from articles.scheduling import schedule
from callbacks.models import CallRequest, HospitalFacts, Mail
from callbacks.notice import NOTICE_VERSION
from callbacks.references import digest_of, new_reference, new_token
from tests import people
from tests.making import small

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("who_may.txt")
COLUMNS = {
    "nobody": None,
    "no group": [],
    "editor": ["editors"],
    "into en": ["translators into English"],
    "into tr": ["translators into Turkish"],
    "reviewer": ["medical reviewers"],
    "publisher": ["publishers"],
    "calls": ["call team"],
    "superv.": ["call supervisors"],
}
WIDTH = 62  # of the first column
NOTHING: dict[str, Any] = {}
SENT = {"post": "yes", "languages": ["en"], "language": "en"}  # "yes, delete it", and what else a page asks for


def routes(patterns: Any, before: str = "") -> Iterator[str]:
    """The pattern of every page under `patterns`, as Django writes it."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


PAGES = sorted(set(routes(admin.site.get_urls())))


@pytest.fixture
def rows() -> dict[str, Any]:
    """One row of every model that has pages, by the name that addresses give to the model."""
    article = content.store(small())
    publish(article, ["en", "tr"])
    edition = Edition.objects.get(language="en")
    signed = {"language": "en", "digest": edition.digest, "name": "A", "title": "B"}
    call = {"reference": new_reference(), "token_digest": digest_of(new_token()), "notice_version": NOTICE_VERSION}
    facts, _made = HospitalFacts.objects.get_or_create(pk=1)
    request = CallRequest.objects.create(name="Ada", phone="+905321234567", language="en", notice_language="en", **call)
    return {
        "article": article,
        "version": article.versions.last(),
        "link": PreviewLink.objects.create(article=article, language="en"),
        "scheduled": waiting(article),
        "topic": article.topic,
        "signoff": SignOff.objects.create(article=article, **signed),
        "callrequest": request,
        "hospitalfacts": facts,
        "mail": Mail.objects.create(call=request, message_id="<a@b>"),
        "logentry": LogEntry.objects.log_create(request, force_log=True, action=LogEntry.Action.ACCESS),
        "group": Group.objects.get(name="editors"),
        "user": User.objects.create_user("somebody"),
    }


def waiting(article: Article) -> ScheduledPublication | None:
    """Another lead, scheduled; after that the draft says again what readers have."""
    Article.objects.update(lead_en="Another lead.")
    keep_version(article)
    hour = timezone.now() + timedelta(days=1)
    made = schedule(article, ["en"], at=hour, kind="wording", notes={})
    Article.objects.update(lead_en="A lead.")
    keep_version(article)
    return made


def address(route: str, rows: dict[str, Any]) -> str:
    """The address of the page at `route` for the rows at hand."""
    model = next((part for part in route.split("/") if part in rows), "article")
    filled = re.sub(r"<path:object_id>|<int:pk>|<id>", str(rows[model].pk), route)
    for kind in ("version", "link", "scheduled"):
        filled = filled.replace(f"<int:{kind}>", str(getattr(rows.get(kind), "pk", "")))
    filled = filled.replace("<str:language>", "en").replace("<path:content_type_id>", "1")
    return "/admin/" + re.sub(r"^\^\(\?P<app_label>.*?\)/\$", "articles/", filled).replace("(?P<url>.*)$", "nowhere/")


def answers(client: Client, route: str, rows: dict[str, Any]) -> str:
    """The status of the page and of a post to it, neither of which leaves anything behind."""
    codes = []
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    for method, sent in (("get", NOTHING), ("post", SENT)):
        one = Client()
        one.cookies.load(cookies)
        with transaction.atomic():
            response = getattr(one, method)(address(route, rows), sent)
            transaction.set_rollback(True)
        to_login = response.status_code == 302 and response["Location"].startswith("/admin/login/")
        codes.append("login" if to_login else str(response.status_code))
    return "/".join(codes)


def member(groups: list[str] | None) -> Client:
    return Client() if groups is None else people.at_desk(people.member(f"person{User.objects.count()}", *groups))


def table(pages: list[str], rows: dict[str, Any]) -> list[str]:
    """A line for each of `pages`, with what it answers to each group."""
    clients = [member(groups) for groups in COLUMNS.values()]
    told = ([route, *(answers(client, route, rows) for client in clients)] for route in pages)
    return [as_line(cells) for cells in told]


def as_line(cells: Iterable[str]) -> str:
    page, *columns = cells
    return (page.ljust(WIDTH) + "".join(each.ljust(12) for each in columns)).rstrip()


@pytest.mark.parametrize("room", ["articles/", "callbacks/", ""])
def test_each_page_answers_each_group_as_the_table_says(rows, room):
    head, *lines = TABLE.read_text().splitlines()
    said = [line for line in lines if room_of(line) == room]
    assert [as_line(["page", *COLUMNS]), *table([page for page in PAGES if room_of(page) == room], rows)] == [
        head,
        *said,
    ]


def room_of(page: str) -> str:
    return next((room for room in ("articles/", "callbacks/") if page.startswith(room)), "")


def test_the_table_has_every_page_and_no_other():
    assert [line[:WIDTH].strip() for line in TABLE.read_text().splitlines()[1:]] == PAGES


def test_the_table_would_show_a_right_too_many(rows):
    before = answers(member(["editors"]), "articles/article/<int:pk>/publish/", rows)
    Group.objects.get(name="editors").permissions.set(Group.objects.get(name="publishers").permissions.all())
    assert (before, answers(member(["editors"]), "articles/article/<int:pk>/publish/", rows)) == ("403/403", "200/422")


def test_whoever_is_in_two_groups_may_do_what_both_may(rows):
    both = member(["editors", "publishers"])
    pages = ["articles/article/add/", "articles/article/<int:pk>/publish/", "callbacks/callrequest/"]
    assert [answers(both, route, rows) for route in pages] == ["200/422", "200/422", "403/403"]
