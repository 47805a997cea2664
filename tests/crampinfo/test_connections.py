"""Connections to a real server: they say what uvicorn's own say, and let go of who gets nowhere."""

import asyncio
import gc
import socket
import threading
import time
import weakref
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from crampinfo import connections
from crampinfo.connections import Connection
from tests.crampinfo.door import alone
from tests.crampinfo.listening import DATE, listening, prepared, told

LAST = b"GET /own/ HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n\r\n"
PAGE = b"<p>" + b"word " * 15_000


class Inside:
    """A site with pages for everyone, one that is nobody else's, and a form that answers with what it was sent."""

    def __init__(self):
        self.asked, self.headers = [], []

    async def __call__(self, scope, receive, send):
        self.asked.append((scope["method"], scope["path"]))
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.headers.append([name.decode() for name, _value in scope["headers"]])
        headers = [(b"content-type", b"text/html"), (b"etag", b'"1"'), (b"vary", b"Accept-Encoding")]
        if scope["path"].startswith("/page/"):
            headers += [(b"cache-control", b"public"), (b"surrogate-key", b"site"), (b"content-language", b"en")]
            body = PAGE
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def get(path, *lines, method="GET", version="1.1"):
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: testserver", *lines, "", ""]).encode()


CHUNKED = get("/own/", "Transfer-Encoding: chunked", method="POST")


def test_a_body_may_be_long(site):
    _app, _server, port, _usual = site
    whole = CHUNKED + b"".join(b"%x\r\n%b\r\n" % (50_000, b"a" * 50_000) for _chunk in range(40)) + b"0\r\n\r\n"
    assert told(port, whole + LAST).count(b"a" * 2_000_000) == 1
    plain = get("/own/", "Content-Length: 2000000", "Connection: close", method="POST") + b"a" * 2_000_000
    assert told(port, plain).endswith(b"\r\n\r\n" + b"a" * 2_000_000)


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


def test_what_all_slow_readers_leave_waiting_is_bounded_and_who_took_nothing_for_longest_goes_first(monkeypatch):
    monkeypatch.setattr(connections, "UNTAKEN", 30_000_000)
    big = b"x" * 16_000_000

    async def inside(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(big))]})
        await send({"type": "http.response.body", "body": big})

    with listening(prepared(inside)) as (server, port):
        slow = [socket.create_connection(("127.0.0.1", port), timeout=20) for _reader in range(3)]
        for number, connection in enumerate(slow):
            connection.sendall(get("/own/"))
            until(
                lambda number=number: (
                    len(server.server_state.connections) < 3 if number == 2 else len(Connection.slow) > number
                )
            )
        left = [each.transport.get_write_buffer_size() for each in server.server_state.connections]
        assert len(left) == 2
        assert sum(left) <= 30_000_000
        assert hung_up(slow[0])
        received = 0
        while received < len(big):
            received += len(slow[2].recv(65536))
        for connection in slow:
            connection.close()
    assert Connection.slow == {}


def taken(connection, last, times=1):
    """What is answered, up to `last` for so many times."""
    answer = b""
    while not answer.endswith(last) or answer.count(last) < times:
        chunk = connection.recv(65536)
        assert chunk, "The server hung up."
        answer += chunk
    return answer


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


def test_whoever_asks_on_and_takes_nothing_waits_and_costs_little(site):
    """Six megabytes are asked for in one breath; more than the network takes is not written for who does not read."""
    _app, server, port, _usual = site
    one = get("/page/a/")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(one * 90)
        [held] = until(lambda: [each for each in server.server_state.connections if each.flow.write_paused])
        assert held.transport.get_write_buffer_size() < 200_000
        connection.sendall(LAST)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.count(PAGE) == 90


def test_too_many_requests_before_the_first_answer_end_the_connection(site):
    _app, _server, port, _usual = site
    assert told(port, get("/page/a/") + get("/own/") * (connections.IN_LINE - 10) + LAST).count(b"200 OK") == 92
    assert told(port, get("/own/") * 500 + LAST) == b""


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (b"GET /" + b"a" * 400_000, b"HTTP/1.1 400 Bad Request"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 400_000, b"HTTP/1.1 400 Bad Request"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 100_000, b"HTTP/1.1 400 Bad Request"),
        (CHUNKED + b"0\r\nX: " + b"a" * 400_000, b"HTTP/1.1 400 Bad Request"),
        (CHUNKED + b"0\r\n" + b"X: a\r\n" * 100_000, b"HTTP/1.1 400 Bad Request"),
        (CHUNKED + b"1;" + b"x" * 400_000, b"HTTP/1.1 400 Bad Request"),
    ],
    ids=["line", "header", "headers", "trailer", "trailers", "extension"],
)
def test_a_request_without_an_end_is_refused(site, request_, answer):
    _app, _server, port, _usual = site
    assert told(port, request_).partition(b"\r\n")[0] == answer


def test_however_much_was_asked_for_before_a_request_may_arrive_in_pieces(site):
    _app, _server, port, _usual = site
    known = get("/page/a/", 'If-None-Match: "1"')
    one = told(port, get("/page/a/", 'If-None-Match: "1"', "Connection: close"))
    many = connections.HEAD_LIMIT // len(known) + 1
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for _time in range(2):
            connection.sendall(known * many + known[:20])
            taken(connection, b"\r\n\r\n", many)
            connection.sendall(known[20:])
            assert DATE.sub(b"", taken(connection, b"\r\n\r\n")) == one.replace(b"connection: close\r\n", b"")


def test_what_comes_after_a_body_is_no_header_and_is_not_kept(site):
    app, _server, port, _usual = site
    assert told(port, CHUNKED + b"1\r\na\r\n0\r\n" + b"After: all\r\n" * 1000 + b"\r\n" + LAST).count(b"200 OK") == 2
    assert "after" not in {name for each in app.inside.headers for name in each}


def test_headers_of_the_length_that_proxies_pass_on_are_read(site):
    _app, _server, port, _usual = site
    long = get("/page/a/", *(f"X-{n}: {'a' * 4000}" for n in range(8)), "Connection: close")
    assert told(port, long) == told(port, get("/page/a/", "Connection: close"))


# What happens on a connection between one look and the next


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(connections, "GLANCE", 0.1)


def until(found):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if answer := found():
            return answer
        time.sleep(0.01)
    raise AssertionError("It did not come to that.")


def hung_up(connection):
    """Reads until the server hangs up: whether it did."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    return True


@pytest.mark.parametrize(
    "said",
    [b"", b"GET /page/a/ HT", get("/page/a/"), get("/own/"), b"\r\n"],
    ids=["nothing", "half a request", "a ready page", "one that is made", "an empty line"],
)
def test_a_connection_on_which_nothing_happens_is_let_go_of(quick, said):
    with listening(prepared(Inside())) as (server, port), socket.create_connection(("127.0.0.1", port), 20) as idle:
        idle.sendall(said)
        assert hung_up(idle)
        assert until(lambda: not server.server_state.connections)


def test_who_takes_nothing_of_an_answer_is_let_go_of(quick):
    big = b"x" * 30_000_000

    async def inside(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(big))]})
        await send({"type": "http.response.body", "body": big})

    with listening(prepared(inside)) as (server, port), socket.create_connection(("127.0.0.1", port), 20) as silent:
        silent.sendall(get("/own/") * 2)  # the second answer waits until the first was taken
        until(lambda: any(each.transport.get_write_buffer_size() for each in server.server_state.connections))
        assert until(lambda: not server.server_state.connections)


def test_whoever_waits_for_an_answer_that_is_being_made_or_goes_on_asking_is_left_alone(quick):
    looked = []

    class Looking(Connection):
        def look(self):
            looked.append(1)
            super().look()

    async def inside(_scope, _receive, send):
        before = len(looked)
        while len(looked) < before + 5:
            await asyncio.sleep(0.01)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    with listening(prepared(inside), Looking) as (_server, port):
        assert told(port, get("/own/") + LAST).count(b"\r\n\r\nok") == 2


def test_a_connection_that_was_reset_leaves_nothing_behind(site):
    _app, server, port, _usual = site
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(get("/own/"))
        assert connection.recv(65536)
        [kept] = [weakref.ref(each) for each in server.server_state.connections]
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    assert until(lambda: gc.collect() is not None and kept() is None)


def test_a_server_before_anything_but_the_door_says_so_at_the_first_connection():
    config = Config(Inside(), ws="none", lifespan="off", log_config=None)

    async def connect():
        Connection(config, ServerState(), {}, asyncio.get_running_loop())

    with pytest.raises(TypeError, match="alone, with --no-proxy-headers"):
        alone(connect())
