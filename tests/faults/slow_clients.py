"""Clients that send a byte a second, half of them headers and half of them bodies, with nothing standing in front.

Goals: /livez under 100 ms and a normal post under 1 s meanwhile.
"""

import asyncio
import threading
import time

from tests.faults.figures import percentile, report, scaled
from tests.faults.stage import FORM, Site, site

EACH, SECONDS, ASKED = scaled(400), 15 if scaled(10) > 1 else 6, 20


def main() -> None:
    with site() as stage:
        stage.serve()
        stage.post()  # the first of a process is slow for reasons of its own
        slow = threading.Thread(target=lambda: asyncio.run(be_slow(stage)), daemon=True)
        slow.start()
        time.sleep(3)
        alive = [stage.get("/livez") for _time in range(ASKED)]
        posts = [stage.post() for _time in range(ASKED)]
        slow.join()
        figures = {
            "slow_headers": OPEN["headers"],
            "slow_bodies": OPEN["bodies"],
            "livez_worst_ms": round(1000 * percentile([answer.seconds for answer in alive], 1)),
            "livez_median_ms": round(1000 * percentile([answer.seconds for answer in alive], 0.5)),
            "post_worst_ms": round(1000 * percentile([answer.seconds for answer in posts], 1)),
            "post_median_ms": round(1000 * percentile([answer.seconds for answer in posts], 0.5)),
        }
        goals = {
            "slow clients were there": OPEN == {"headers": EACH, "bodies": EACH},
            "livez under 100 ms": figures["livez_worst_ms"] < 100 and {a.status for a in alive} == {200},
            "post under 1 s": figures["post_worst_ms"] < 1000 and {a.status for a in posts} == {303},
        }
        report("slow_clients", figures, goals)


OPEN = {"headers": 0, "bodies": 0}


async def be_slow(stage: Site) -> None:
    await asyncio.gather(*(one(stage, kind) for kind in ("headers", "bodies") for _client in range(EACH)))


async def one(stage: Site, kind: str) -> None:
    _reader, writer = await asyncio.open_connection("127.0.0.1", stage.port)
    head = f"POST {FORM} HTTP/1.1\r\nHost: 127.0.0.1:{stage.port}\r\n"
    writer.write(head.encode() if kind == "headers" else f"{head}Content-Length: 1000\r\n\r\n".encode())
    sent = 0
    try:
        for second in range(SECONDS):
            writer.write(b"X" if kind == "headers" else b"n")
            await writer.drain()
            sent += 1
            if second == 2:
                OPEN[kind] += 1
            await asyncio.sleep(1)
    except OSError:
        pass
    writer.close()


if __name__ == "__main__":
    main()
