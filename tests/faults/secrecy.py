"""A marked person is sent down every path of a served site. Goal: the mark is in no log, no mail, no address, no byte
of the database and no byte of the spool. The same search does find it on the page that shows it."""

import email
import email.policy
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.faults.asking import Answer
from tests.faults.figures import report
from tests.faults.scratch import rename_table
from tests.faults.stage import SAME_ORIGIN, Site, lifted, site
from tests.serving import free_port

NAME, TOPIC = "Zebulonmark", "Phoenixcramp"
MARKS = [NAME, NAME.lower(), TOPIC, "5329876543", "532 987 65 43", "987 65 43", "532%20987", "532+987"]
PERSON = {"name": NAME, "phone": "0532 987 65 43", "about": TOPIC, "share_topic": "on"}
LIMITS = lifted(address_soft="1/d", address_hard="2/d")
MAILS: list[bytes] = []


class Server:
    async def handle_DATA(self, server, session, envelope):
        MAILS.append(envelope.content)
        return "250 taken"


def main() -> None:
    port = free_port()
    controller = Controller(Server(), hostname="127.0.0.1", port=port)
    controller.start()
    with site(EMAIL_URL=f"smtp://127.0.0.1:{port}", CALL_LIMITS=LIMITS, TRUSTED_PROXY_COUNT="1") as stage:
        stage.serve()
        answers = walk(stage)
        deliver(stage)
        controller.stop()
        places = {
            "logs": stage.log.read_bytes(),
            "mails": b"\n".join(MAILS) + "\n".join(map(decoded, MAILS)).encode(),
            "addresses": "\n".join(answer.location for answer in answers).encode(),
            "database": database(stage),
            "spool": b"".join(path.read_bytes() for path in spool_files(stage)),
        }
        figures = {
            "statuses": dict(sorted(Counter(answer.status for answer in answers).items())),
            "bytes_searched": {place: len(text) for place, text in places.items()},
            "hits": {place: found_in(text) for place, text in places.items()},
            "control": found_in(answers[1].body),
        }
        goals = {
            "every path": set(figures["statuses"]) == {200, 303, 403, 422, 429, 503},
            "every place has something": all(figures["bytes_searched"].values()),
            "no hit": not any(figures["hits"].values()),
            "the search finds what is there": NAME in figures["control"],
        }
        report("secrecy", figures, goals)


def walk(stage: Site) -> list[Answer]:
    """303, 422 twice, spam, 403, please confirm, 429, spooled, neither."""

    def post(address: str, site: str = "same-origin", **changes: str) -> Answer:
        headers = {**SAME_ORIGIN, "Sec-Fetch-Site": site, "X-Forwarded-For": address}
        return stage.post(headers=headers, **(PERSON | changes))

    answers = [
        post("192.0.2.1"),
        post("192.0.2.2", window="midnight"),
        post("192.0.2.2", phone="0532 987 65 4"),
        post("192.0.2.3", website="http://spam.example"),
        post("192.0.2.4", site="cross-site"),
        *(post("192.0.2.5") for _time in range(3)),
    ]
    rename_table("callbacks_count", "callbacks_away")  # a database that refuses
    answers.append(post("192.0.2.6"))
    spool = stage.folder / "spool"
    spool.rename(stage.folder / "kept")
    spool.touch()
    answers.append(post("192.0.2.7"))
    spool.unlink()
    (stage.folder / "kept").rename(spool)
    rename_table("callbacks_away", "callbacks_count")
    stage.get(answers[0].location)
    return answers


def deliver(stage: Site) -> None:
    """Send the mail, before the spool is replayed, and let the worker log what it does."""
    from django.utils import timezone

    from callbacks import outbox

    outbox.deliver_due(timezone.now(), worker="faults")
    kept = {path: path.read_bytes() for path in spool_files(stage)}
    worker = stage.run("manage.py", "worker")
    time.sleep(6)
    worker.terminate()
    worker.wait(20)
    for path, text in kept.items():
        path.write_bytes(text)


def spool_files(stage: Site) -> list[Path]:
    return [path for path in (stage.folder / "spool").iterdir() if path.is_file()]


def database(stage: Site) -> bytes:
    from django.db import connection

    if connection.vendor == "sqlite":
        return b"".join(path.read_bytes() for path in stage.folder.glob("site.sqlite3*"))
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows).encode()


def decoded(mail: bytes) -> str:
    message = email.message_from_bytes(mail, policy=email.policy.default)
    return f"{message['Subject']} {message.get_content()}"


def found_in(text: bytes) -> list[str]:
    return [mark for mark in MARKS if mark.encode() in text]


if __name__ == "__main__":
    main()
