"""Connections to a real server: they say what uvicorn's own say, in order, and nothing after the last answer."""

import asyncio
import socket
import threading
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from crampinfo.connections import Connection
from tests.crampinfo.door import alone
from tests.crampinfo.listening import DATE, LAST, Inside, get, listening, prepared, taken, told
from tests.serving import until


@pytest.fixture(scope="module")
def site():
    """The same door before the same site, by our connections and by uvicorn's own."""
    app = prepared(Inside())
    with listening(app) as (server, port), listening(app, HttpToolsProtocol) as (_other, usual):
        told(port, get("/page/a/", "Connection: close"))
        yield app, server, port, usual


KINDS = st.sampled_from(
    [
        get("/page/a/"),
        get("/page/b/"),
        get("/page/a/?utm_source=x"),
        get("/page/a/?q=1"),
        get("/page/a/", method="HEAD"),
        get("/page/a/", 'If-None-Match: "1"'),
        get("/page/a/", 'If-None-Match: "2"', "Accept-Encoding: br, gzip"),
        get("/page/a/", "If-None-Match: *", "If-None-Match: *"),
        get("/page/a/", "Range: bytes=0-9"),
        get("/page/a/", "Cookie: sessionid=1"),
        get("/page/a/", "Expect: 100-continue", "Content-Length: 3") + b"abc",
        get("/page/%61/"),
        get("//page/a/"),
        get("/page/a/#part"),
        get("http://testserver/page/a/"),
        get("http://evil.example/page/a/"),
        get("/own/"),
        get("/own/", "Content-Length: 5", method="POST") + b"hello",
        get("/own/", "Transfer-Encoding: chunked", method="POST") + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        get("/page/a/", "Content-Length: 5", method="POST") + b"hello",
        b"GET /page/a/ HTTP/1.1\r\n\r\n",
        b"GET /page/a/ HTTP/1.1\r\nHost: other.example\r\n\r\n",
        b"\r\n",
    ]
)


LAST_ONES = st.sampled_from(
    [
        LAST,
        get("/page/a/", "Connection: close"),
        get("/page/a/", "Connection: close", method="HEAD"),
        get("/page/a/", "Connection: close", 'If-None-Match: "1"'),
        get("/page/a/", version="1.0"),
        get("/page/a/", "Connection: keep-alive", version="1.0"),
        get("/own/", version="1.0"),
        get("*", "Connection: close", method="OPTIONS"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(KINDS, max_size=6), LAST_ONES, st.lists(st.integers(0, 600), max_size=4))
def test_they_say_what_uvicorns_own_say_however_requests_are_cut_and_put_in_line(site, requests, last, cuts):
    _app, _server, port, usual = site
    whole = b"".join(requests) + last
    marks = [0, *sorted(cut for cut in cuts if cut < len(whole)), len(whole)]
    pieces = [whole[begin:end] for begin, end in pairwise(marks) if begin < end]
    assert told(port, *pieces) == told(usual, *pieces)


@pytest.mark.parametrize(
    "nonsense", [get("/page/a/", "Bad Name: 1"), get("/", method="get"), b"\x16\x03\x01\x02\0\x01"]
)
def test_nonsense_is_refused_after_what_was_asked_before_is_answered(site, nonsense):
    _app, _server, port, usual = site
    page = told(port, get("/page/a/", "Connection: close")).replace(b"connection: close\r\n", b"")
    assert told(port, get("/page/a/") + nonsense + LAST) == page + told(usual, nonsense)
    assert told(port, nonsense) == told(usual, nonsense)


@pytest.mark.parametrize("nonsense", [b"\x16\x03\x01", b"GET / HTTP/1.1\r\nX: " + b"a" * 400_000])
def test_nonsense_behind_a_request_that_is_being_answered_ends_the_connection_after_its_answer(nonsense):
    """Else the refusal is taken for the answer, and what was done for a failure."""
    begun, may_end = threading.Event(), threading.Event()

    async def inside(_scope, receive, send):
        await receive()
        begun.set()
        while not may_end.is_set():
            await asyncio.sleep(0.01)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"done"})

    with listening(prepared(inside)) as (server, port):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(get("/own/", "Content-Length: 3", method="POST") + b"abc")
            assert begun.wait(20)
            connection.sendall(nonsense)
            [held] = server.server_state.connections
            until(lambda: held.is_refused)
            may_end.set()
            answer = DATE.sub(b"", taken(connection, b"done"))
        assert answer == b"HTTP/1.1 200 OK\r\ndate: \r\ncontent-length: 4\r\nconnection: close\r\n\r\ndone"
        assert until(lambda: not server.server_state.connections)


def test_whoever_offers_another_protocol_is_answered_in_this_one_for_the_last_time(site, caplog):
    """What stands behind the offer is lost to the parser, and must not be taken for a request from its middle."""
    app, _server, port, _usual = site
    offer = get("/page/a/", "Connection: Upgrade", "Upgrade: h2c")
    hidden = get("/own/hidden/")
    behind = get("/own/", f"Content-Length: {len(hidden)}", method="POST")
    page = told(port, get("/page/a/", "Connection: close"))
    assert told(port, offer) == told(port, offer + behind, hidden) == page
    assert ("GET", "/own/hidden/") not in app.inside.asked
    assert caplog.text == ""


def test_a_connection_that_is_lost_is_no_error_for_any_who_waited_in_line(caplog):
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    async def inside(_scope, receive, send):
        await receive()
        begun.set()
        while not may_end.is_set():
            await asyncio.sleep(0.01)
        assert (await receive())["type"] == "http.disconnect"
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"done"})
        ended.set()

    with listening(prepared(inside)) as (server, port):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(get("/own/", "Range: a") + get("/own/", "Range: b") * 5)
            assert begun.wait(20)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        until(lambda: not server.server_state.connections)
        may_end.set()
        assert ended.wait(20)
    assert caplog.text == ""


def test_a_page_that_stands_ready_is_sent_without_a_task_and_no_other_one_is(site, monkeypatch):
    _app, _server, port, _usual = site
    tasks = []
    begin = HttpToolsProtocol._start_asgi_task
    monkeypatch.setattr(
        HttpToolsProtocol,
        "_start_asgi_task",
        lambda self, cycle, app: (tasks.append(cycle.scope["path"]), begin(self, cycle, app)),
    )
    for request in (
        get("/page/a/"),
        get("/page/new/"),
        get("/page/new/"),
        get("/page/a/", method="HEAD"),
        get("/own/"),
    ):
        told(port, request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert tasks == ["/page/new/", "/own/"]


def test_what_comes_after_the_last_answer_is_not_heard(site):
    app, _server, port, _usual = site
    last = get("/page/a/", "Connection: close")
    form = get("/own/late/", "Content-Length: 5", method="POST") + b"hello"
    assert told(port, last + form) == told(port, last)
    assert ("POST", "/own/late/") not in app.inside.asked
    told(port, form + LAST)
    assert ("POST", "/own/late/") in app.inside.asked


def test_a_server_before_anything_but_the_door_says_so_at_the_first_connection():
    config = Config(Inside(), ws="none", lifespan="off", log_config=None)

    async def connect():
        Connection(config, ServerState(), {}, asyncio.get_running_loop())

    with pytest.raises(TypeError, match="alone, with --no-proxy-headers"):
        alone(connect())
