"""The mail server is away for 5 seconds, refuses a fifth of the mails, and the worker is killed again and again.

Goals: every mail arrives, with at most 2 extra copies. A copy is made when a worker dies between the server's "taken"
and its own "sent"; it has the same Message-ID, so that a mail program shows it once.

The worker's own pauses take about ten minutes, most of them waiting. HASTY=1, and QUICK=1 with its smaller counts, let
a worker with short pauses do it instead; `real_pauses` says which it was.
"""

import asyncio
import os
import random
import time
from collections import Counter

from aiosmtpd.controller import Controller

from tests.faults.figures import QUICK, report, scaled
from tests.faults.killing import kill
from tests.faults.stage import Site, site
from tests.serving import free_port

HASTY = QUICK or os.environ.get("HASTY") == "1"
MAILS, KILLS, SECONDS, AWAY = scaled(200), scaled(20), 600 if HASTY else 2400, 5
REFUSED, SLOWNESS = 0.2, 0.3
WORKER = ["-m", "tests.faults.hasty_worker"] if HASTY else ["manage.py", "worker"]


class Server:
    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.refused = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        await asyncio.sleep(SLOWNESS)
        envelope.mail_from = address
        return "250 go on"

    async def handle_DATA(self, server, session, envelope):
        if random.random() < REFUSED:
            self.refused += 1
            return "451 not now"
        [name] = [line for line in envelope.content.decode().splitlines() if line.startswith("Message-ID:")]
        self.got[name] += 1
        return "250 taken"


def main() -> None:
    port, server = free_port(), Server()
    with site(EMAIL_URL=f"smtp://127.0.0.1:{port}") as stage:
        take_requests()
        controller = Controller(server, hostname="127.0.0.1", port=port)
        kills = torment(stage, controller)
        controller.stop()

        from callbacks.models import Mail

        figures = {
            "mails": Mail.objects.count(),
            "undelivered": Mail.objects.count() - len(server.got),
            "not_marked_sent": Mail.objects.exclude(state="sent").count(),
            "still_to_be_tried": Mail.objects.filter(state="waiting").count(),
            "extra_copies": server.got.total() - len(server.got),
            "refusals": server.refused,
            "kills": kills,
            "most_tries": max(Mail.objects.values_list("tries", flat=True)),
            "real_pauses": not HASTY,
        }
        goals = {
            "mails": figures["mails"] == MAILS,
            "kills": kills >= KILLS,
            "undelivered 0": figures["undelivered"] == figures["not_marked_sent"] == 0,
            "extra copies at most 2": figures["extra_copies"] <= 2,
        }
        report("smtp", figures, goals)


def take_requests() -> None:
    from callbacks.forms import CallForm
    from callbacks.intake import accept
    from callbacks.source import Source

    for number in range(MAILS):
        form = CallForm({"name": "Ada", "phone": f"0532{1_000_000 + number}", "notice": "2026-11-22"})
        if not form.is_valid() or accept(form.cleaned_data, source=Source("192.0.2.1")).spooled:
            raise SystemExit("A request could not be taken.")


def torment(stage: Site, controller: Controller) -> int:
    """Run the worker until all mails are out, killing it KILLS times on the way. Returns the number of kills."""
    from callbacks.models import Mail

    began, kills, listening = time.monotonic(), 0, False
    worker = stage.run(*WORKER)
    next_kill = began + AWAY
    while time.monotonic() < began + SECONDS:
        time.sleep(0.1)
        now = time.monotonic()
        if not listening and now > began + AWAY:
            controller.start()
            listening = True
        if kills < KILLS and now > next_kill:
            kills += kill(worker.pid)
            worker.wait()
            worker, next_kill = stage.run(*WORKER), now + random.uniform(2, 6)
        if kills >= KILLS and not Mail.objects.exclude(state="sent").exists():
            break
    return kills


if __name__ == "__main__":
    main()
