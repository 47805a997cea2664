"""The database's disk fills up, then the spool's as well. Goals: what was accepted is there after a replay, a second
replay adds nothing, and with both full everybody gets 503 and nobody a false confirmation.

As root on SQLite the disks are small tmpfs mounts, really full. Elsewhere a table is taken away from the database, and
a file stands where the spool's folder should be; `how` says which.
"""

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.faults.asking import Answer, many
from tests.faults.figures import report, scaled
from tests.faults.scratch import rename_table
from tests.faults.stage import Site, site

POSTS, BOTH, AT_ONCE = scaled(1500), scaled(300), 16
SIZE, ROOM = "12m", 80_000 + scaled(1_000_000)  # bytes left for the first posts


def main() -> None:
    with ExitStack() as disks:
        disk, real = disks.enter_context(small_disk())
        spool_disk, _real = disks.enter_context(small_disk())
        stage = disks.enter_context(site(disk, SPOOL_FILE=str(spool_disk / "spool" / "calls")))
        stage.serve()
        if real:
            fill(disk, ROOM)
        first = post(stage, POSTS // 2)
        if not real:
            rename_table("callbacks_count", "callbacks_away")
        first += post(stage, POSTS - POSTS // 2)

        from callbacks.replaying import replay, waiting

        figures = {"how": "full tmpfs" if real else "no table, no folder", "spooled": waiting()}
        if real:
            (disk / "filler").unlink()
        figures["replays"] = [vars(replay()) | {"rows": rows()} for _time in range(2)]
        if real:
            fill(disk, 0)
            fill(spool_disk, 0)
        else:
            shutil.rmtree(spool_disk / "spool")
            (spool_disk / "spool").touch()
        judge(figures, first, post(stage, BOTH))


def post(stage: Site, times: int) -> list[Answer]:
    return many(times, AT_ONCE, lambda _number: stage.post())


def judge(figures: dict, first: list[Answer], both: list[Answer]) -> None:
    figures["statuses"], figures["both_full"] = (dict(Counter(one.status for one in all_)) for all_ in (first, both))
    figures["rows_at_the_end"], accepted = rows(), figures["statuses"].get(303, 0)
    once, twice = figures["replays"]
    page = both[0].body
    goals = {
        "all accepted": figures["statuses"] == {303: POSTS},
        "some stored, some spooled": 0 < figures["spooled"] < POSTS,
        "stored = accepted after replay": once["rows"] == accepted and not once["torn"] and not once["left"],
        "a second replay adds nothing": twice["rows"] == accepted and not twice["stored"],
        "both full: all 503": set(figures["both_full"]) == {503},
        "the 503 names the number to call": b"tel:+904440123" in page and b"tel:112" in page,
        "both full: nothing stored": figures["rows_at_the_end"] == accepted,
    }
    report("disk_full", figures, goals)


def rows() -> int:
    from callbacks.models import CallRequest

    return CallRequest.objects.count()


@contextmanager
def small_disk() -> Iterator[tuple[Path, bool]]:
    """A folder, and whether it is a disk of its own that the database lies on."""
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder]
        wanted = os.geteuid() == 0 and "TEST_DATABASE_URL" not in os.environ
        real = wanted and subprocess.run(mount, capture_output=True).returncode == 0
        try:
            yield Path(folder), real
        finally:
            if real:
                subprocess.run(["umount", "-l", folder], check=False)


def fill(disk: Path, room: int) -> None:
    """Take up all of `disk` but `room` bytes."""
    with (disk / "filler").open("ab", buffering=0) as filler, suppress(OSError):
        while (free := os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize) > room:
            filler.write(b"x" * min(free - room, 65536))


if __name__ == "__main__":
    main()
