"""Web workers are killed while people send the form. Goal: whatever was acknowledged is stored, with its mail.

Each worker is left alone for AGE, so that all have sent some answers. The server has to replace every one of them.
"""

import random
import threading
import time

from tests.faults.asking import Answer
from tests.faults.figures import report, scaled
from tests.faults.killing import kill, workers_of
from tests.faults.stage import site

POSTS, KILLS, SECONDS, AGE = scaled(3000), scaled(40), 420, 3.0


def main() -> None:
    answers: list[Answer] = []
    done = threading.Event()
    with site() as stage:

        def send() -> None:
            while not done.is_set():
                answer = stage.post(timeout=30)
                if answer.connected:
                    answers.append(answer)
                else:
                    time.sleep(0.1)

        senders = [threading.Thread(target=send) for _sender in range(8)]
        server = stage.serve()
        for sender in senders:
            sender.start()
        kills, seen = 0, dict.fromkeys(workers_of(server), float("-inf"))
        until = time.monotonic() + SECONDS
        while (kills < KILLS or len(answers) < POSTS) and time.monotonic() < until:
            time.sleep(random.uniform(0.1, 0.9))
            now = time.monotonic()
            seen = {worker: seen.get(worker, now) for worker in workers_of(server)}
            ripe = [worker for worker, since in seen.items() if now - since > AGE]
            kills += bool(ripe) and kill(random.choice(ripe))
        done.set()
        for sender in senders:
            sender.join()
        figures = look(answers) | {"kills": kills, "server_ended": server.poll() is not None}
        goals = {
            "kills": kills >= KILLS,
            "server": not figures["server_ended"],
            "posts": figures["posts"] >= POSTS,
            "acknowledged but lost": figures["lost"] == 0,
            "rows without mail": figures["without_mail"] == 0,
            "integrity": figures["integrity"] == "ok",
        }
        report("kills", figures, goals)


def look(answers: list[Answer]) -> dict:
    from django.core.management import call_command
    from django.db import connection

    from callbacks.models import CallRequest
    from callbacks.references import digest_of

    call_command("replay_spool")
    acknowledged = {digest_of(answer.token) for answer in answers if answer.status == 303}
    stored = set(CallRequest.objects.values_list("token_digest", flat=True))
    integrity = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    return {
        "posts": len(answers),
        "acknowledged": len(acknowledged),
        "stored": len(stored),
        "lost": len(acknowledged - stored),
        "without_mail": CallRequest.objects.filter(merged_into=None, mails=None).count(),
        "cut_off": sum(answer.status == 0 for answer in answers),
        "other_answers": sum(answer.status not in (0, 303) for answer in answers),
        "integrity": integrity,
    }


if __name__ == "__main__":
    main()
