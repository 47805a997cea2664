"""What `make run` needs before Django can start: secrets of its own, and a port that is free.

`python -m crampinfo.first_start` writes the secrets; with a port as its argument it also looks whether that is free.
"""

import os
import secrets
import socket
import sys
from pathlib import Path

from cryptography.fernet import Fernet

ENV_FILE = Path(__file__).resolve().parent.parent / "var" / "env"


def write_secrets(path: Path = ENV_FILE) -> bool:
    """Write SECRET_KEY and FIELD_KEYS into `path` unless it is there. Returns whether it wrote them.

    The file is complete before it has its name, so that a start that was cut short leaves nothing half-written.
    """
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"env.{os.getpid()}")
    lines = [f"SECRET_KEY={secrets.token_urlsafe(50)}", f"FIELD_KEYS={Fernet.generate_key().decode()}", ""]
    with open(unfinished, "w", opener=lambda name, flags: os.open(name, flags, 0o600), encoding="ascii") as file:
        file.write("\n".join(lines))
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
    return True


def complaint_about(port: str) -> str | None:
    """Why the site cannot be served on `port` of this machine, as one sentence; None if it can."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return f"PORT={port} is no port: give a number between 1 and 65535, such as PORT=8000."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return f"Port {port} may only be used by root: choose one from 1024 on, such as PORT=8000."
        except OSError:
            return (
                f"Port {port} is already in use: stop what runs there, or choose another, such as PORT={int(port) + 1}."
            )
    return None


if __name__ == "__main__":
    write_secrets()
    for asked_for in sys.argv[1:2]:
        if words := complaint_about(asked_for):
            sys.exit(words)
