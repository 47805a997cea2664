"""The addresses of a library's articles, and asking for all of them.

python -m tests.bench.addresses        prints them, a line each, in the order of the library
"""

import http.client
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.libraries import inside
from tests.bench.sites import BROTLI, NotServed, Server


def addresses(database: Path, language: str = "") -> list[str]:
    """The address of every published article, in both languages or in one."""
    paths = inside(database, "-m", "tests.bench.addresses").split()
    return [path for path in paths if path.startswith(f"/{language}")]


def ask_for(server: Server, paths: list[str], at_once: int = 8) -> None:
    """Ask for each address once, over a few connections that are kept. Raises NotServed if one is not answered 200."""
    with ThreadPoolExecutor(at_once) as threads:
        list(
            threads.map(lambda share: _ask_in_turn(server, share), [paths[start::at_once] for start in range(at_once)])
        )


def _ask_in_turn(server: Server, paths: Iterable[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    for path in paths:
        connection.request("GET", path, headers=BROTLI)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise NotServed(f"{server.address(path)} answers {answer.status}.")
    connection.close()


def published() -> Iterator[str]:
    """What a process of the site knows. Two patterns are filled in: 200,000 calls of reverse take a while."""
    from django.urls import reverse
    from django.utils.translation import override

    from articles.models import Edition

    patterns = {}
    for language in ("en", "tr"):
        with override(language):
            patterns[language] = reverse("articles:article", args=["SLUG"])
    editions = Edition.objects.current().order_by("pk").values_list("language", "slug")
    for language, slug in editions.iterator():
        yield patterns[language].replace("SLUG", slug)


if __name__ == "__main__":
    import django

    django.setup()
    print("\n".join(published()))
