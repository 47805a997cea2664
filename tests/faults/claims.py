"""8 agents, each a process of its own, take 300 requests on at once: nobody takes what somebody else has.

Goal: double claims 0, unclaimed 0. The same agents who read first and save then show that the measure finds double
claims.
"""

import multiprocessing
import time
from typing import Any

from tests.faults.figures import report, scaled
from tests.faults.scratch import database

AGENTS, REQUESTS = 8, scaled(300)


def make_requests() -> None:
    from django.contrib.auth import get_user_model

    from callbacks.models import CallRequest
    from callbacks.references import digest_of, new_reference, new_token

    for number in range(AGENTS):
        get_user_model().objects.create(username=f"agent-{number}")
    fixed = {"name": "A", "language": "en", "notice_language": "en", "notice_version": "2026-11-22"}
    for number in range(REQUESTS):
        own = {"reference": new_reference(), "token_digest": digest_of(new_token())}
        CallRequest.objects.create(phone=f"+90532{number:07}", **own, **fixed)


def agent(number: int, way: str, start: Any, taken: Any) -> None:
    """Take on whatever is first in the list until there is nothing left, as `way` does it."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from callbacks import desk
    from callbacks.models import CallRequest

    me = get_user_model().objects.get(username=f"agent-{number}")
    mine = []
    start.wait()
    while call := CallRequest.objects.free(now := timezone.now()).in_calling_order(now).first():
        if way == "claim":
            won = desk.claim(call, me, now)
        else:
            won = call.state == "new"
            call.state, call.claimed_by, call.claimed_at = "in_progress", me, now
            call.save()
        if won:
            mine.append(call.pk)
    taken.put(mine)


def measure(way: str) -> tuple[int, int, float]:
    """Double claims, requests that nobody took on, and seconds."""
    processes = multiprocessing.get_context("spawn")
    start, taken = processes.Barrier(AGENTS + 1), processes.Queue()
    people = [processes.Process(target=agent, args=(number, way, start, taken)) for number in range(AGENTS)]
    for person in people:
        person.start()
    start.wait(120)
    began = time.monotonic()
    won = [pk for _person in people for pk in taken.get(timeout=300)]
    for person in people:
        person.join(60)
    return len(won) - len(set(won)), REQUESTS - len(set(won)), round(time.monotonic() - began, 1)


def main() -> None:
    with database():
        from callbacks.models import CallRequest

        make_requests()
        double, unclaimed, seconds = measure("claim")
        stored = CallRequest.objects.filter(state="in_progress").exclude(claimed_by=None).count()
        CallRequest.objects.update(state="new", claimed_by=None, claimed_at=None)
        control = measure("read, then save")[0]
        figures = {"agents": AGENTS, "requests": REQUESTS, "double_claims": double, "unclaimed": unclaimed}
        goals = {
            "no double claim": double == 0,
            "none unclaimed": unclaimed == 0 and stored == REQUESTS,
            "the measure finds double claims": control > 0,
        }
        report("claims", figures | {"seconds": seconds, "control_double_claims": control}, goals)


if __name__ == "__main__":
    main()
