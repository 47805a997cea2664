"""How soon a publication is seen: four processes on two ports, each asked over connections of its own.

Goal: within half a second of its commit nobody is sent the old page, every time.
"""

import http.client
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from tests.faults.figures import percentile, report, scaled
from tests.faults.killing import workers_of
from tests.faults.stage import Site, site
from tests.serving import free_port

TIMES, SECONDS, ADDRESS = scaled(100), 0.5, "/en/articles/small-article/"


def main() -> None:
    with site() as stage, ExitStack() as stack:
        other = Site(stage.folder, free_port())
        stack.callback(other.stop)
        connections = [each for one in (stage, other) for each in to_every_worker(one, stack)]
        article = stored()
        waited = [seen_after(article, f"Edit {number}", connections) for number in range(TIMES)]
        figures = {
            "publications": TIMES,
            "processes": 4,
            "connections": len(connections),
            "seen_ms_median": round(1000 * percentile(waited, 0.5)),
            "seen_ms_worst": round(1000 * max(waited)),
            "within_half_a_second": sum(each <= SECONDS for each in waited),
        }
        report("publish_seen", figures, {"seen within 0.5 s every time": figures["within_half_a_second"] == TIMES})


def to_every_worker(one: Site, stack: ExitStack) -> list[http.client.HTTPConnection]:
    """Connections that stay open, two to each of the two workers; who accepted one is known by its open sockets."""
    kept: dict[int, list[http.client.HTTPConnection]] = {pid: [] for pid in workers_of(one.serve(workers=2))}
    while any(len(connections) < 2 for connections in kept.values()):
        before = {pid: sockets(pid) for pid in kept}
        connection = stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", one.port, timeout=20)))
        text_of(connection, "/livez")
        taken_by = [pid for pid in kept if sockets(pid) > before[pid]]
        if len(taken_by) == 1 and len(kept[taken_by[0]]) < 2:
            kept[taken_by[0]].append(connection)
    return [connection for connections in kept.values() for connection in connections]


def sockets(pid: int) -> int:
    found = 0
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it may be closed meanwhile: the database's files are, after each request
            found += str(each.readlink()).startswith("socket:")
    return found


def stored():
    from articles import content
    from tests.making import small

    return content.store(small())


def seen_after(article, title: str, connections: list[http.client.HTTPConnection]) -> float:
    """Publish `article` under `title`; the seconds from then until every connection was sent the new page."""
    from articles.models import Article
    from articles.publishing import publish

    Article.objects.filter(pk=article.pk).update(title_en=title)
    publish(article, ["en"])
    committed = time.monotonic()
    waiting, took = connections, 0.0
    while waiting:
        waiting = [connection for connection in waiting if f"<h1>{title}</h1>" not in text_of(connection, ADDRESS)]
        took = time.monotonic() - committed
        if took > 10:
            raise SystemExit(f"{title} was not seen within ten seconds.")
    assert all(title in text_of(connection, ADDRESS) for connection in connections)  # and it stays seen
    return took


def text_of(connection: http.client.HTTPConnection, path: str) -> str:
    connection.request("GET", path)
    return connection.getresponse().read().decode()


if __name__ == "__main__":
    main()
