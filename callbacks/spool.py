"""Where a request goes when the database refuses it: one encrypted line in a file on another path, on disk before
anybody is told "received".

A line is `digest reference crc sealed`: the digest of the person's token and the reference, by which their page finds
it; a CRC-32 over the rest, which tells a torn line from one that only lacks its key; and the request, sealed under
`settings.FIELD_KEYS`.
Writers and `replay` keep out of each other's way by locks on files of their own, since a lock ends with its process.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from django.conf import settings

from .fields import seal
from .references import digest_of

LIMIT = 16 * 1024 * 1024  # bytes, some 15,000 requests: a flood while the database is away ends here

Entry = dict[str, Any]


class SpoolRefused(Exception):
    """The spool cannot be written either. Nothing of the request is kept."""


class Torn(Exception):
    """A line that is not as it was written."""


def path(kind: str = "") -> Path:
    """The spool itself, or with a `kind` a file beside it: "replaying", "torn", "lock", "replay-lock"."""
    return Path(f"{settings.SPOOL_FILE}.{kind}" if kind else settings.SPOOL_FILE)


def append(entry: Entry) -> None:
    """Put `entry`, which names its "token_digest", on disk. Raises SpoolRefused with nothing half-written left over."""
    line = _line(entry)
    try:
        with locked("lock"):
            add_lines(path(), [line])
    except OSError as refusal:
        raise SpoolRefused(type(refusal).__name__) from None


def add_lines(file: Path, lines: list[bytes]) -> None:
    """Append whole lines and wait until the disk has them; on a fault the file is as it was. Raises OSError."""
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        whole = size == 0 or os.pread(handle, 1, size - 1) == b"\n"
        text = b"".join([b"" if whole else b"\n", *lines])  # what a power cut tore stays a line of its own
        if size + len(text) > LIMIT:
            raise OSError("the spool is full")
        try:
            _write(handle, text)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    _sync_folder(file.parent)


def replace_lines(file: Path, lines: list[bytes]) -> None:
    """Make `lines` all there is in `file`, or remove it if there are none. Raises OSError, and `file` is as it was."""
    if not lines:
        file.unlink()
        return _sync_folder(file.parent)
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    add_lines(unfinished, lines)
    os.replace(unfinished, file)
    _sync_folder(file.parent)


def _write(handle: int, text: bytes) -> None:
    if os.write(handle, text) != len(text):
        raise OSError("the disk took part of a line")
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """A file that is new has its name on disk only when its folder has been synced."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(kind: str, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock file `kind`. Raises OSError; BlockingIOError if another holds it and we do not `wait`."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path(kind), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


def _line(entry: Entry) -> bytes:
    open_part, sealed = f"{entry['token_digest']} {entry['reference']}", seal(json.dumps(entry))
    return f"{open_part} {_sum(open_part, sealed)} {sealed}\n".encode("ascii")


def _sum(open_part: str, sealed: str) -> str:
    return f"{crc32(f'{open_part} {sealed}'.encode()):08x}"


def sealed_part(line: bytes) -> str:
    """The sealed request in a line that is as it was written. Raises Torn."""
    try:
        digest, reference, crc, sealed = line.decode("ascii").split(" ")
    except ValueError:
        raise Torn from None
    if crc != _sum(f"{digest} {reference}", sealed):
        raise Torn
    return sealed


def reference_of(token: str) -> str | None:
    """The reference of the request that `token` opens, if it waits here for the database. Reads nothing personal."""
    start = digest_of(token).encode("ascii") + b" "
    with suppress(OSError):
        for kind in ("", "replaying"):
            for line in lines_of(path(kind)):
                if line.startswith(start) and line.count(b" ") == 3:
                    return line.split(b" ")[1].decode("ascii", "replace")
    return None


def lines_of(file: Path) -> list[bytes]:
    """The lines of a spool file without their ends; none if there is no such file or folder. Raises OSError."""
    try:
        return [line for line in file.read_bytes().split(b"\n") if line]
    except (FileNotFoundError, NotADirectoryError):
        return []
