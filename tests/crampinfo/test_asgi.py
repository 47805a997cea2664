"""The door, without a server: what it makes of the messages that a server would send."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from crampinfo import asgi


def alone(coroutine):
    """Run it on a loop in a thread of its own: the browser's tests keep one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def run(*messages, inside=None):
    """What is sent back for these messages, and the bodies that the application inside was given."""
    sent, given, unread = [], [], list(messages)

    async def application(_scope, receive, send):
        given.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive():
        if not unread:
            await asyncio.Event().wait()
        return unread.pop(0)

    async def send(message):
        sent.append(message)

    alone(asgi.Bounded(inside or application)({"type": "http"}, receive, send))
    return sent, given


def body(chunk, more=False):
    return {"type": "http.request", "body": chunk, "more_body": more}


def test_a_body_in_pieces_arrives_whole():
    sent, given = run(body(b"a", more=True), body(b"b", more=True), body(b"c"))
    assert (given, [message["status"] for message in sent]) == ([b"abc"], [200])


def test_a_sender_who_leaves_gets_no_answer_and_costs_nothing():
    assert run(body(b"a", more=True), {"type": "http.disconnect"}) == ([], [])


@pytest.mark.parametrize(("limit", "status"), [(3, 200), (2, 413)])
def test_a_body_past_the_limit_is_refused(monkeypatch, limit, status):
    monkeypatch.setattr(asgi, "BODY_LIMIT", limit)
    sent, given = run(body(b"ab", more=True), body(b"c"))
    assert (sent[0]["status"], given) == (status, [b"abc"] if status == 200 else [])


def test_a_body_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(asgi, "BODY_SECONDS", 0.01)
    sent, given = run(body(b"a", more=True))
    assert (sent[0]["status"], sent[1]["body"], given) == (408, b"The request took too long to arrive.", [])


def test_after_the_body_the_application_hears_when_the_sender_leaves():
    heard = []

    async def inside(_scope, receive, _send):
        heard.extend([await receive(), await receive()])

    run(body(b"a"), {"type": "http.disconnect"}, inside=inside)
    assert [message["type"] for message in heard] == ["http.request", "http.disconnect"]


def test_no_more_than_the_allowed_number_are_inside_at_once():
    inside_now, most = 0, 0

    async def inside(_scope, _receive, _send):
        nonlocal inside_now, most
        inside_now += 1
        most = max(most, inside_now)
        await asyncio.sleep(0)
        inside_now -= 1

    async def everybody():
        door = asgi.Bounded(inside)

        async def receive():
            return body(b"")

        async def send(_message):
            pass

        await asyncio.gather(*(door({"type": "http"}, receive, send) for _ in range(200)))

    alone(everybody())
    assert most == asgi.IN_FLIGHT
