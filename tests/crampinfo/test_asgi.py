"""The door, without a server: what it makes of the messages that a server would send."""

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import ThreadSensitiveContext, sync_to_async

from crampinfo import asgi

ASKED = {"type": "http", "method": "GET"}


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

    alone(asgi.Bounded(inside or application)(ASKED, receive, send))
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


def test_a_body_past_the_limit_is_heard_to_its_end(monkeypatch):
    monkeypatch.setattr(asgi, "BODY_LIMIT", 2)
    unread = [body(b"abc", more=True), body(b"d", more=True), body(b"e")]

    async def receive():
        return unread.pop(0)

    with pytest.raises(asgi.TooLarge):
        alone(asgi.gather(receive))
    assert unread == []


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

        await asyncio.gather(*(door(ASKED, receive, send) for _ in range(200)))

    alone(everybody())
    assert most == asgi.IN_FLIGHT


@pytest.mark.parametrize(
    ("method", "status", "headers", "added"),
    [
        ("GET", 200, [], [(b"content-length", b"4")]),
        ("POST", 400, [(b"a", b"b")], [(b"content-length", b"4")]),
        ("GET", 200, [(b"Content-Length", b"4")], []),
        ("HEAD", 200, [], []),
        ("GET", 304, [], []),
        ("DELETE", 204, [], []),
    ],
)
def test_an_answer_says_how_long_it_is(method, status, headers, added):
    start = {"type": "http.response.start", "status": status, "headers": headers}
    answer = [start, {"type": "http.response.body", "body": b"pa"}, {"type": "http.response.body", "body": b"ge"}]
    assert asgi.measured(answer, {"method": method})[0]["headers"] == headers + added
    assert asgi.measured([], {"method": method}) == []


def test_whoever_is_slow_to_take_an_answer_holds_no_place(monkeypatch):
    monkeypatch.setattr(asgi, "IN_FLIGHT", 1)
    sent = []

    async def inside(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"page"})

    async def receive():
        return body(b"")

    async def take(message):
        sent.append(message["type"])

    async def both():
        taken = asyncio.Event()

        async def wait(_message):
            await taken.wait()

        bounded = asgi.Bounded(inside)
        slow = asyncio.create_task(bounded(ASKED, receive, wait))
        await asyncio.wait_for(bounded(ASKED, receive, take), 20)
        taken.set()
        await slow

    alone(both())
    assert sent == ["http.response.start", "http.response.body"]


def threads_of(many, at_once):
    """The threads that so many requests were answered by, one after the other or all at once."""
    threads = []

    async def inside(_scope, _receive, _send):
        async with ThreadSensitiveContext():  # as in Django's handler: it makes a thread where none is given
            threads.append(await sync_to_async(threading.current_thread)())
        await asyncio.sleep(0)

    async def everybody():
        door = asgi.Bounded(inside)

        async def receive():
            return body(b"")

        asked = (door(ASKED, receive, None) for _ in range(many))
        if at_once:
            await asyncio.gather(*asked)
        for each in () if at_once else asked:
            await each

    alone(everybody())
    return threads


def test_one_request_after_the_other_has_the_same_thread_and_so_the_same_connection():
    assert len(set(threads_of(5, at_once=False))) == 1


def test_requests_at_the_same_time_have_a_thread_each():
    assert len(set(threads_of(asgi.IN_FLIGHT, at_once=True))) == asgi.IN_FLIGHT


def test_a_request_that_fails_gives_its_thread_back():
    threads = []

    async def inside(_scope, _receive, _send):
        async with ThreadSensitiveContext():
            threads.append(await sync_to_async(threading.current_thread)())
        raise RuntimeError

    async def one_after_the_other():
        door = asgi.Bounded(inside)

        async def receive():
            return body(b"")

        for _request in range(2 * asgi.IN_FLIGHT):
            with pytest.raises(RuntimeError):
                await door(ASKED, receive, None)

    alone(one_after_the_other())
    assert (len(threads), len(set(threads))) == (2 * asgi.IN_FLIGHT, 1)


def test_who_came_first_is_served_first_however_many_come_meanwhile(monkeypatch):
    monkeypatch.setattr(asgi, "IN_FLIGHT", 1)
    served = []

    async def inside(scope, _receive, _send):
        served.append(scope["number"])
        for _moment in range(scope["number"] % 4):  # so that some are done just when another asks
            await asyncio.sleep(0)

    async def one_a_moment():
        door = asgi.Bounded(inside)

        async def receive():
            return body(b"")

        asked = []
        for number in range(200):
            asked.append(asyncio.create_task(door({"type": "http", "number": number}, receive, None)))
            await asyncio.sleep(0)
        await asyncio.gather(*asked)

    alone(one_a_moment())
    assert served == list(range(200))


def test_what_stands_when_the_door_opens_is_left_alone_by_the_collector():
    before = [[]]
    asgi.settle()
    after = [[]]
    looked_through = {id(each) for each in gc.get_objects()}
    assert (id(before) in looked_through, id(after) in looked_through) == (False, True)
