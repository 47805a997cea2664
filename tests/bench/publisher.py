"""An editor who publishes at a steady pace, in a process beside the server: `python -m tests.bench.publisher SECONDS`.

It prints "ready", begins when a line comes in, changes and publishes one article after the other in both languages, and
ends when its input is closed; then it prints as JSON how many it published, the time the slowest took, and the address
of the last with the word that is new in it.
"""

import json
import select
import sys
import time
from itertools import cycle
from typing import Any

import django


def main(pause: float) -> None:
    django.setup()
    from articles.models import Article

    turns = cycle(Article.objects.filter(sections__isnull=False).distinct().order_by("pk")[:100])
    print("ready", flush=True)
    sys.stdin.readline()
    took: list[float] = []
    last = ("", "")
    wait = pause / 2
    while not select.select([sys.stdin], [], [], wait)[0]:
        began = time.monotonic()
        last = edit(next(turns))
        took.append(time.monotonic() - began)
        wait = max(0.0, pause - took[-1])
    print(json.dumps({"edits": len(took), "slowest": max(took, default=0), "last": last}), flush=True)


def edit(article: Any) -> tuple[str, str]:
    """Add a word to the lead of `article` in both languages and publish it, as an editor does at the desk.

    Returns the address of one of its pages, and the word.
    """
    from django.db import transaction

    from articles.models.words import LANGUAGES
    from articles.publishing import publish

    word = f"edit-{time.time_ns()}"
    with transaction.atomic():
        for language in LANGUAGES:
            setattr(article, f"lead_{language}", f"{getattr(article, f'lead_{language}')} {word}")
        article.full_clean()
        article.save()
        editions = publish(article, LANGUAGES)
    return editions[0].get_absolute_url(), word


if __name__ == "__main__":
    main(float(sys.argv[1]))
