"""An editor who publishes at a steady pace, in a process beside the server: `python -m tests.bench.publisher SECONDS`.

It prints "ready", begins when a line comes in, changes and publishes one article after the other in both languages, and
ends when its input is closed; then it prints how many it published and the time the slowest took, as JSON.
"""

import json
import select
import sys
import time
from itertools import cycle

import django


def main(pause: float) -> None:
    django.setup()
    from articles.models import Article

    turns = cycle(Article.objects.order_by("pk")[:100])
    print("ready", flush=True)
    sys.stdin.readline()
    took: list[float] = []
    wait = pause / 2
    while not select.select([sys.stdin], [], [], wait)[0]:
        began = time.monotonic()
        edit(next(turns))
        took.append(time.monotonic() - began)
        wait = max(0.0, pause - took[-1])
    print(json.dumps({"edits": len(took), "slowest": max(took, default=0)}), flush=True)


def edit(article) -> None:
    """Add a word to the lead of `article` in both languages, and publish it, as an editor does at the desk."""
    from django.db import transaction

    from articles import content
    from articles.publishing import publish

    with transaction.atomic():
        dump = content.dump(article)
        dump["lead"] = {language: f"{text} ({time.time_ns()})" for language, text in dump["lead"].items()}
        publish(content.store(dump), list(dump["lead"]))


if __name__ == "__main__":
    main(float(sys.argv[1]))
