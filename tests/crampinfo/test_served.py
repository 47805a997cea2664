"""The site behind its real server."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serving import ask, served, status_of

CALL = "/en/let-us-call-you/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as (port, log):
        yield port, log


def get(port, path, *headers):
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", *headers, "", ""]
    return ask(port, "\r\n".join(lines).encode("latin-1"))


def post(port, path, body, *headers):
    given = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", f"Content-Length: {len(body)}"]
    kind = (
        []
        if any(each.startswith("Content-Type") for each in headers)
        else ["Content-Type: application/x-www-form-urlencoded"]
    )
    return ask(port, "\r\n".join([*given, *kind, *headers, "", ""]).encode("latin-1") + body)


def test_the_article_and_its_files_are_served(site):
    port, _log = site
    answer = get(port, "/en/articles/muscle-spasm/")
    assert status_of(answer) == 200
    assert b'<html lang="en"' in answer
    script = get(port, "/static/js/reading.js")
    assert status_of(script) == 200
    assert status_of(get(port, "/static/js/nothing.js")) == 404


def test_the_log_holds_no_warning_of_streamed_files(site):
    port, log = site
    get(port, "/static/js/reading.js")
    get(port, "/static/img/mark.svg", "Range: bytes=0-9")
    assert "StreamingHttpResponse" not in log.read_text()


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/en/articles/%00/", {400, 404}),
        ("/en/articles/a%00b/", {400, 404}),
        ("/en/articles/%ff%fe/", {400, 404}),
        ("/en/articles/%C4%B0/", {404}),
        ("/%FF", {400, 404}),
        ("/en/articles/?q=%00%ff", {200}),
        ("/en/articles/" + "a" * 10_000 + "/", {404, 414, 400}),
        ("/en/../../etc/passwd", {400, 404}),
        ("/static/../crampinfo/settings.py", {400, 404}),
        ("/static/%2e%2e/crampinfo/settings.py", {400, 404}),
        ("/en//articles/", {404}),
        ("//en/", {404}),
        ("//evil.example/", {404}),
        ("//TR//evil.example/", {301}),
    ],
)
def test_a_bad_address_gets_a_clear_answer(site, path, answers):
    port, _log = site
    assert status_of(get(port, path)) in answers


@pytest.mark.parametrize(
    ("body", "kind", "answers"),
    [
        (b"name=%00&phone=%00", None, {422, 400}),
        (b"name=%ff%fe&phone=1", None, {422, 400}),
        (b"\xff\xfe\x00", None, {422, 400}),
        (b"name=" + b"a" * 10_000, None, {422}),
        (b"&".join(b"f%d=1" % n for n in range(6000)), None, {400}),
        (b"--x\r\nbroken", "Content-Type: multipart/form-data; boundary=x", {400, 422}),
        (b"--x", "Content-Type: multipart/form-data", {400, 422}),
        (b"{}", "Content-Type: application/json", {422, 400}),
    ],
)
def test_a_bad_form_gets_a_clear_answer(site, body, kind, answers):
    port, _log = site
    assert status_of(post(port, CALL, body, *([kind] if kind else []))) in answers


def test_a_body_that_is_too_large_is_refused_before_django_sees_it(site):
    port, _log = site
    assert status_of(post(port, CALL, b"name=" + b"a" * (3 * 1024 * 1024))) == 413


def test_a_wrong_host_is_refused(site):
    port, _log = site
    assert status_of(ask(port, b"GET /en/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")) == 400


def test_slow_senders_hold_no_thread(site):
    """Far more half-sent bodies than there are places, and the page still comes."""
    port, _log = site
    head = f"POST {CALL} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 1000\r\n\r\nname=".encode()
    slow = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(100)]
    try:
        for connection in slow:
            connection.sendall(head)
        assert status_of(get(port, "/en/articles/muscle-spasm/")) == 200
    finally:
        for connection in slow:
            connection.close()


def test_more_readers_than_places_are_all_answered(site):
    port, _log = site
    with ThreadPoolExecutor(40) as readers:
        answers = list(readers.map(lambda _n: get(port, "/en/articles/muscle-spasm/"), range(120)))
    assert {status_of(answer) for answer in answers} == {200}
    assert len({answer.split(b"\r\n\r\n", 1)[1] for answer in answers}) == 1


def test_a_call_request_is_stored_before_it_is_confirmed(site):
    port, _log = site
    body = b"name=Ada&phone=0532+123+45+67&language=en&window=any&notice=2026-11-22&website="
    answer = post(port, CALL, body, "Sec-Fetch-Site: same-origin")
    assert status_of(answer) == 303
    [location] = [
        line.split(b": ", 1)[1].decode() for line in answer.split(b"\r\n") if line.lower().startswith(b"location")
    ]
    confirmation = get(port, location)
    assert status_of(confirmation) == 200
    assert b"no-store" in confirmation
    assert b"Ada" not in confirmation


def test_a_post_from_another_site_is_refused(site):
    port, _log = site
    assert status_of(post(port, CALL, b"name=Ada", "Sec-Fetch-Site: cross-site")) == 403


def test_the_logs_hold_nothing_of_a_caller(site):
    port, log = site
    post(port, CALL, b"name=Zebulon+Marker&phone=0532+999+88+77", "Sec-Fetch-Site: same-origin")
    post(port, CALL, b"name=Zebulon+Marker&phone=wrong", "Sec-Fetch-Site: same-origin")
    written = log.read_text()
    assert [word for word in ("Zebulon", "999 88", "999+88", "5329998877") if word in written] == []


@pytest.mark.parametrize("path", ["//TR//evil.example/", "//evil.example/en", "/TR//evil.example"])
def test_nobody_is_led_off_the_site(site, path):
    port, _log = site
    lines = get(port, path).split(b"\r\n")
    locations = [line.split(b": ", 1)[1] for line in lines if line.lower().startswith(b"location: ")]
    assert [each for each in locations if each.startswith(b"//") or not each.startswith(b"/")] == []


READY = "/en/articles/muscle-spasm/"


def parts(answer):
    head, _blank, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}, body


def test_a_ready_page_is_sent_as_it_was_made_and_its_head_without_a_body(site):
    port, _log = site
    made, again = (parts(get(port, READY, "Accept-Encoding: br")) for _time in range(2))
    assert made[1] == again[1]
    assert {**made[0], "date": ""} == {**again[0], "date": ""}
    request = f"HEAD {READY} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n"
    headers, body = parts(ask(port, request.encode()))
    assert (body, {**headers, "date": ""}) == (b"", {**made[0], "date": ""})
    unchanged = get(port, READY, "Accept-Encoding: br", f"If-None-Match: {made[0]['etag']}")
    assert (status_of(unchanged), parts(unchanged)[1]) == (304, b"")


def test_several_requests_on_one_connection_are_answered_in_turn(site):
    port, _log = site
    one = f"GET {READY} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    head = one.replace("GET", "HEAD", 1)
    answer = ask(port, f"{one}\r\n{head}\r\n{one}Range: bytes=0-1\r\n\r\n{one}Connection: close\r\n\r\n".encode())
    assert answer.count(b"HTTP/1.1 200 OK") == 4
    assert answer.count(b"</html>") == 3


@pytest.mark.parametrize(
    ("request_", "answers"),
    [
        ("GET http://evil.example/en/ HTTP/1.1\r\nHost: evil.example\r\n", {400}),
        ("GET http://127.0.0.1/en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n", {200}),
        ("GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n", {400}),
        ("GET /en/ HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1\r\n", {400}),
        ("GET /en/ HTTP/1.1\r\nHost: evil.example\r\n", {400}),
        ("GET /en/ HTTP/1.1\r\nHost: LOCALHOST:1\r\n", {200}),
        ("GET /en/ HTTP/1.1\r\nHost:\r\n", {400}),
        ("GET /en/ HTTP/1.1\r\n", {200, 400}),
        ("GET /en/ HTTP/1.0\r\n", {200, 400}),
        ("GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: \xff\xfe\r\n", {200, 400}),
        ("GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: \xff;q=\x7f\r\n", {200, 400}),
        ("GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc", {200}),
    ],
)
def test_a_request_that_is_written_strangely_is_answered_or_refused_and_the_next_one_is_right(site, request_, answers):
    port, _log = site
    head, _blank, body = request_.partition("\r\n\r\n")
    head = head.rstrip("\r\n") + "\r\nConnection: close\r\n\r\n"
    assert status_of(ask(port, (head + body).encode("latin-1"))) in answers
    after = get(port, "/en/")
    assert status_of(after) == 200
    assert b'<html lang="en"' in after
