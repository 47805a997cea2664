"""The door before a site of a few lines: what it keeps, what it lets through, and what it does when things collide."""

import asyncio

import pytest

from crampinfo.places import LONGEST_WISH
from crampinfo.prepared import Prepared
from crampinfo.shelf import Shelf
from tests.crampinfo.door import Door, WatchByHand, alone, ask

pytestmark = pytest.mark.django_db

PUBLIC = {"cache-control": "public, max-age=0", "surrogate-key": "page site", "etag": '"1"', "vary": "Accept-Encoding"}


class Inside:
    """A site that answers every request with the number of it, as soon as `open` is set."""

    def __init__(self, status=200, **headers):
        self.status, self.headers, self.asked = status, headers, 0
        self.scopes, self.open, self.says_its_length = [], None, True

    async def __call__(self, scope, receive, send):
        self.asked += 1
        self.scopes.append(scope)
        number = self.asked
        if self.open is not None:
            await self.open.wait()
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in self.headers.items() if value]
        body = b"answer %d" % number
        if self.says_its_length:
            named.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": self.status, "headers": named})
        await send({"type": "http.response.body", "body": body})


async def until(condition):
    """Let the others on the loop go on until `condition` holds."""
    for _turn in range(1000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("It did not come to that.")


def test_a_page_for_everyone_is_made_once():
    door = Door(Inside(**PUBLIC))
    assert {door.get("/en/").body for _time in range(3)} == {b"answer 1"}
    assert door.get("/tr/").body == b"answer 2"


def test_what_does_not_say_its_length_is_not_kept():
    door = Door(Inside(**PUBLIC))
    door.inside.says_its_length = False
    assert [door.get("/en/").body for _time in range(2)] == [b"answer 1", b"answer 2"]


@pytest.mark.parametrize(
    "changed",
    [
        {"cache-control": "private"},
        {"cache-control": "no-cache"},
        {"cache-control": ""},
        {"surrogate-key": ""},
        {"set-cookie": "a=b"},
        {"vary": "Accept-Language"},
        {"vary": "Accept-Encoding, Cookie"},
        {"vary": "*"},
    ],
)
def test_what_is_not_for_everyone_is_not_kept(changed):
    door = Door(Inside(**(PUBLIC | changed)))
    assert [door.get("/en/").body for _time in range(2)] == [b"answer 1", b"answer 2"]


@pytest.mark.parametrize("status", [204, 206, 301, 302, 304, 403, 404, 410, 422, 500, 503])
def test_only_a_whole_page_is_kept(status):
    door = Door(Inside(status, **PUBLIC))
    assert [door.get("/en/").body for _time in range(2)] == [b"answer 1", b"answer 2"]


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST"},
        {"method": "PUT"},
        {"method": "OPTIONS"},
        {"authorization": "Basic eDp5"},
        {"cookie": "other=1; session=abc"},
        {"range": "bytes=0-1"},
        {"if_match": "*"},
        {"if_modified_since": "Sun, 22 Nov 2026 00:00:00 GMT"},
        {"content_length": "3"},
        {"accept_encoding": "br," + "x" * LONGEST_WISH},
        {"path": "/en/?utm_source=" + "x" * LONGEST_WISH},
        {"host": "testserver:" + "0" * LONGEST_WISH},
        {"host": "evil.example"},
        {"host": "testserver:80@evil.example"},
        {"host": ""},
        {"path": "/en/?q=a"},
        {"path": "/en/?utm_source=a&q=a"},
        {"path": "/en/?=1"},
        {"path": "/admin/"},
        {"path": "//en/"},
        {"path": "/en//"},
        {"path": "/en/%61/"},
        {"path": "/en/ş/"},
        {"path": "/en/" + "a" * 400},
        {"path": "/en/a;b"},
        {"path": "*"},
    ],
)
def test_a_request_for_something_else_passes_straight_through_and_leaves_nothing(request_):
    inside = Inside(**PUBLIC)
    door = Door(inside)
    door.get("/en/")
    request = {"path": "/en/"} | request_
    assert [door.get(**request).body for _time in range(2)] == [b"answer 2", b"answer 3"]
    assert [place.path for place in door.app.shelf._answers] == ["/en/"]


def test_a_request_that_passes_keeps_everything_it_came_with():
    inside = Inside(**PUBLIC)
    Door(inside).get("/en/?q=a&utm_source=b", accept_language="tr", if_none_match='"x"', accept_encoding="br;q=0.1")
    [scope] = inside.scopes
    assert scope["query_string"] == b"q=a&utm_source=b"
    assert dict(scope["headers"])[b"accept-encoding"] == b"br;q=0.1"
    assert dict(scope["headers"])[b"if-none-match"] == b'"x"'


@pytest.mark.parametrize("query", ["utm_source=a", "fbclid=1&gclid=2", "utm_medium=&utm_campaign=x%20y", "&"])
def test_where_somebody_came_from_changes_nothing(query):
    door = Door(Inside(**PUBLIC))
    assert {door.get(f"/en/?{query}").body, door.get("/en/").body} == {b"answer 1"}


@pytest.mark.parametrize("host", ["TESTSERVER", "testserver:8000", "testserver."])
def test_one_host_has_one_copy_however_it_is_written(host):
    door = Door(Inside(**PUBLIC))
    assert {door.get("/en/").body, door.get("/en/", host=host).body} == {b"answer 1"}


def test_two_headers_of_one_name_are_for_django_to_judge():
    inside = Inside(**PUBLIC)
    door = Door(inside)
    door.get("/en/")

    async def twice(scope, receive, send):
        await door.app({**scope, "headers": [*scope["headers"], (b"host", b"testserver")]}, receive, send)

    assert alone(ask(twice, "/en/")).body == b"answer 2"


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ('"1"', 304),
        ('W/"1"', 304),
        ('"0", "1"', 304),
        ('"0",W/"1" , "2"', 304),
        ("*", 304),
        ('"2"', 200),
        ("", 200),
        ("1", 200),
        ('"1', 200),
        (",,,", 200),
        ('W/"1', 200),
        ('"*"', 200),
        ("\xff\xfe", 200),
    ],
)
def test_who_has_the_page_already_is_told_so(known, status):
    door = Door(Inside(**PUBLIC))
    answers = [door.get("/en/", if_none_match=known) for _time in range(2)]
    assert [answer.status for answer in answers] == [status, status]
    if status == 304:
        kept = {name: PUBLIC[name] for name in ("cache-control", "etag", "vary")}
        assert [(answer.headers, answer.body) for answer in answers] == [(kept, b"")] * 2


def test_only_the_headers_can_be_asked_for():
    door = Door(Inside(**PUBLIC))
    cold, warm = door.get("/en/", "HEAD"), door.get("/en/", "HEAD")
    assert (cold, cold.body, cold.headers) == (warm, b"", door.get("/en/").headers)
    assert door.inside.asked == 1


def test_each_coding_is_made_by_django_and_kept_apart():
    inside = Inside(**PUBLIC)
    door = Door(inside)
    for accepted in ("br", "gzip, deflate", "", "gzip, br", "nonsense;q=x", "br;q=0, gzip"):
        door.get("/en/", accept_encoding=accepted)
    assert [dict(scope["headers"])[b"accept-encoding"] for scope in inside.scopes] == [b"br", b"gzip", b"identity"]


def test_one_cold_page_is_made_once_for_all_who_wait():
    inside = Inside(**PUBLIC)

    async def everybody():
        inside.open = asyncio.Event()
        waiting = [asyncio.create_task(ask(door.app, "/en/")) for _reader in range(32)]
        await until(lambda: inside.asked > 0)
        inside.open.set()
        return await asyncio.gather(*waiting)

    door = Door(inside)
    assert {reply.body for reply in alone(everybody())} == {b"answer 1"}
    assert inside.asked == 1


def test_what_was_made_for_one_alone_is_given_to_nobody_else():
    inside = Inside(**(PUBLIC | {"cache-control": "private"}))

    async def everybody():
        inside.open = asyncio.Event()
        waiting = [asyncio.create_task(ask(door.app, "/en/")) for _reader in range(8)]
        await until(lambda: inside.asked > 0)
        inside.open.set()
        return await asyncio.gather(*waiting)

    door = Door(inside)
    assert sorted(reply.body for reply in alone(everybody())) == [b"answer %d" % number for number in range(1, 9)]


def test_the_first_who_asked_may_leave_and_the_others_are_answered():
    inside = Inside(**PUBLIC)

    async def leaving():
        inside.open = asyncio.Event()
        first = asyncio.create_task(ask(door.app, "/en/"))
        second = asyncio.create_task(ask(door.app, "/en/"))
        await until(lambda: inside.asked > 0)
        first.cancel()
        inside.open.set()
        return await second

    door = Door(inside)
    assert alone(leaving()).body == b"answer 1"


def test_a_page_whose_making_raced_an_edit_does_not_enter():
    inside = Inside(**PUBLIC)

    async def racing():
        inside.open = asyncio.Event()
        before = asyncio.create_task(ask(door.app, "/en/"))
        await until(lambda: inside.asked > 0)
        door.app.drop({"anything"})  # its keys are not known yet
        after = asyncio.create_task(ask(door.app, "/en/"))
        await until(lambda: inside.asked > 1)
        inside.open.set()
        return await before, await after, await ask(door.app, "/en/")

    door = Door(inside)
    assert [reply.body for reply in alone(racing())] == [b"answer 1", b"answer 2", b"answer 2"]


def test_a_change_drops_what_was_made_from_it_and_nothing_else():
    inside = Inside(**PUBLIC)
    door = Door(inside)
    door.get("/en/")
    inside.headers["surrogate-key"] = "other site"
    door.get("/tr/")
    door.app.drop({"page", "unheard-of"})
    assert (door.is_ready("/en/"), door.is_ready("/tr/")) == (False, True)


def test_nothing_is_kept_before_the_change_log_was_read():
    inside = Inside(**PUBLIC)
    app = Prepared(inside, Shelf(1_000_000), WatchByHand())
    assert [alone(ask(app, "/en/")).body for _time in range(2)] == [b"answer 1", b"answer 2"]


def test_a_site_that_fails_keeps_nobody_waiting():
    async def broken(scope, receive, send):
        raise RuntimeError("broken")

    door = Door(broken)
    for _time in range(2):
        with pytest.raises(RuntimeError, match="broken"):
            door.get("/en/")
    assert door.app.making == {}


@pytest.mark.parametrize("forwarded", [None, "http", "https, http"])
def test_behind_tls_only_who_came_by_it_gets_a_ready_page(settings, forwarded):
    settings.HTTPS = True
    inside = Inside(**PUBLIC)
    door = Door(inside)
    assert {door.get("/en/", x_forwarded_proto="https").body for _time in range(2)} == {b"answer 1"}
    assert door.get("/en/", **({"x_forwarded_proto": forwarded} if forwarded else {})).body == b"answer 2"
