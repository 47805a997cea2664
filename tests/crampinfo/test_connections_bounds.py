"""Connections to a real server: what is too long, too much or never taken, and where nothing happens."""

import asyncio
import gc
import socket
import weakref

import pytest

from crampinfo import connections
from crampinfo.connections import Connection
from tests.crampinfo.listening import CHUNKED, DATE, LAST, PAGE, Inside, get, listening, prepared, taken, told
from tests.serving import until


@pytest.fixture(scope="module")
def site():
    app = prepared(Inside())
    with listening(app) as (server, port):
        told(port, get("/page/a/", "Connection: close"))
        yield app, server, port


def hung_up(connection):
    """Reads until the server hangs up: whether it did."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    return True


def test_a_body_may_be_long(site):
    _app, _server, port = site
    whole = CHUNKED + b"".join(b"%x\r\n%b\r\n" % (50_000, b"a" * 50_000) for _chunk in range(40)) + b"0\r\n\r\n"
    assert told(port, whole + LAST).count(b"a" * 2_000_000) == 1
    plain = get("/own/", "Content-Length: 2000000", "Connection: close", method="POST") + b"a" * 2_000_000
    assert told(port, plain).endswith(b"\r\n\r\n" + b"a" * 2_000_000)


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


def test_whoever_asks_on_and_takes_nothing_waits_and_costs_little(site):
    """Six megabytes are asked for in one breath; more than the network takes is not written for who does not read."""
    _app, server, port = site
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
    _app, _server, port = site
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
    _app, _server, port = site
    assert told(port, request_).partition(b"\r\n")[0] == answer


def test_however_much_was_asked_for_before_a_request_may_arrive_in_pieces(site):
    _app, _server, port = site
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
    app, _server, port = site
    assert told(port, CHUNKED + b"1\r\na\r\n0\r\n" + b"After: all\r\n" * 1000 + b"\r\n" + LAST).count(b"200 OK") == 2
    assert "after" not in {name for each in app.inside.headers for name in each}


def test_headers_of_the_length_that_proxies_pass_on_are_read(site):
    _app, _server, port = site
    long = get("/page/a/", *(f"X-{n}: {'a' * 4000}" for n in range(8)), "Connection: close")
    assert told(port, long) == told(port, get("/page/a/", "Connection: close"))


# What happens on a connection between one look and the next


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(connections, "GLANCE", 0.1)


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
    _app, server, port = site
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(get("/own/"))
        assert connection.recv(65536)
        [kept] = [weakref.ref(each) for each in server.server_state.connections]
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    assert until(lambda: gc.collect() is not None and kept() is None)
