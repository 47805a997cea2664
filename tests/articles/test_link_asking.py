"""An address is asked whether it still answers, and nothing inside our own network ever is."""

import socket

import pytest

from articles import link_asking
from articles.link_asking import Answer, ask, is_public
from tests.articles.answering import answering

AGENT = "CrampInfo link check (+https://www.example.org/)"


@pytest.fixture(scope="module")
def running():
    with answering() as server:
        yield server


@pytest.fixture
def server(running):
    running.seen.clear()
    return running


def asked(server, path, **more):
    return ask(server.url + path, AGENT, allow_local=True, **more)


ANSWERS = {
    "/ok": Answer(200),
    "/gone": Answer(404),
    "/ill": Answer(503),
    "/robots": Answer(403),
    "/get-only": Answer(200),
    "/get-only-404": Answer(200),
    "/moved": Answer(200),
    "/to-gone": Answer(404),
    "/circle": Answer(None, "circle"),
    "/file": Answer(None, "address"),
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_kind_of_answer_is_told_apart(server, path):
    assert asked(server, path) == ANSWERS[path]


def test_what_answers_well_is_asked_by_head_alone_and_is_told_who_asks(server):
    asked(server, "/ok")
    assert server.seen == [("HEAD", "/ok", AGENT)]


def test_what_does_not_is_asked_once_more_as_a_reader_would(server):
    asked(server, "/gone")
    assert [seen[:2] for seen in server.seen] == [("HEAD", "/gone"), ("GET", "/gone")]


BROKEN = {200: False, 204: False, 304: False, 400: True, 401: False, 403: False, 404: True, 410: True, 429: False}
BROKEN |= {451: False, 500: True, 503: True, 999: False}


def test_broken_is_what_no_reader_can_follow():
    assert {status: Answer(status).is_broken for status in BROKEN} == BROKEN
    assert Answer(None, "unreachable").is_broken


def test_what_says_nothing_is_not_waited_for(server):
    assert asked(server, "/silent", seconds=0.2) == Answer(None, "unreachable")


def test_where_nobody_listens_nobody_answers():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert ask(address, AGENT, allow_local=True) == Answer(None, "unreachable")


def test_a_certificate_that_nobody_vouches_for_is_said(tmp_path):
    with answering(tmp_path / "own.pem") as server:
        assert asked(server, "/ok") == Answer(None, "certificate")


def test_letters_beyond_ascii_and_spaces_are_sent_as_browsers_send_them(server):
    assert asked(server, "/söz?q=a b") == Answer(200)
    assert server.seen[0][1] == "/s%C3%B6z?q=a%20b"


NO_ADDRESSES = ["ftp://example.org/", "//example.org/", "http://", "http://[::1", "http://a:99999/", "http://a..b/", ""]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_not_asked(address):
    assert ask(address, AGENT).fault == "address"


OURS = ["127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"]
OURS += ["224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"]
OURS += ["::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:1:2:3:4:5:6", "198.18.0.1"]
PUBLIC = ["8.8.8.8", "193.140.1.1", "2606:4700::1111", "64:ff9b::808:808"]


def test_only_the_public_internet_is_public():
    assert [host for host in OURS if is_public(host)] == []
    assert [host for host in PUBLIC if not is_public(host)] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]"])
def test_this_machine_is_asked_nothing_however_it_is_spelt(server, host):
    assert ask(f"http://{host}:{server.server_port}/ok", AGENT) == Answer(None, "private")
    assert server.seen == []


def test_an_answer_does_not_lead_inside(server, monkeypatch):
    monkeypatch.setattr(link_asking, "is_public", lambda host: host == "127.0.0.1")
    assert ask(server.url + "/inside", AGENT) == Answer(None, "private")


def test_a_host_that_stands_for_something_public_and_something_private_is_refused(server, monkeypatch):
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: places)
    assert ask("http://example.org/", AGENT) == Answer(None, "private")


def test_what_was_looked_at_is_what_is_connected_to(server, monkeypatch):
    looked_up = []

    def once(host, port, **_more):
        looked_up.append(host)
        place = "127.0.0.1" if len(looked_up) == 1 else "127.0.0.2"  # the second look would lead elsewhere
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    monkeypatch.setattr(link_asking, "is_public", lambda host: host == "127.0.0.1")
    monkeypatch.setattr(link_asking.socket, "getaddrinfo", once)
    assert ask(f"http://example.org:{server.server_port}/ok", AGENT) == Answer(200)
    assert looked_up == ["example.org"]
