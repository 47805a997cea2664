"""nginx with one page as a file: the bytes and the headers that the site gave, compressed beforehand, on one core."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import SERVER_CORE, pinned
from tests.bench.programs import brotli_module
from tests.bench.sites import Answer, Server, stopped_at_the_end
from tests.serving import free_port

PAGE, KNOWN = "/page.html", "/known.html"
OF_ITS_OWN = {"content-length", "content-type", "content-encoding", "etag", "last-modified", "date", "server"}
OF_ITS_OWN |= {"connection", "transfer-encoding", "keep-alive", "accept-ranges"}

CONFIGURATION = """
load_module {module};
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    charset utf-8;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=100;
    server_tokens off;
    {temporary}
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        brotli_static on;
        location = {page} {{ {headers} }}
        location = {known} {{ {headers_when_known} }}
    }}
}}
"""


def configuration(folder: Path, port: int, page: Answer, known: Answer) -> str:
    """What nginx reads: PAGE has the headers of `page`, and KNOWN, which is for whoever has it, those of `known`."""
    # As root nginx would hand its worker to a user who cannot read the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    bodies = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in bodies)
    own = {"module": brotli_module(), "user": user, "temporary": temporary, "page": PAGE, "known": KNOWN}
    headers = {"headers": added(page.headers), "headers_when_known": added(known.headers)}
    return CONFIGURATION.format(folder=folder, port=port, **own, **headers)


def added(headers: dict[str, str]) -> str:
    """The directives that add `headers`, but for those that are nginx's own to say."""
    quoted = {name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in headers.items()}
    return " ".join(f'add_header {name} "{value}";' for name, value in quoted.items() if name not in OF_ITS_OWN)


@contextmanager
def nginx(folder: Path, page: Answer, known: Answer, plain: bytes) -> Iterator[Server]:
    """Serve the body of `page`, which is brotli, and `plain`, the same uncompressed, as PAGE and as KNOWN."""
    (folder / "www").mkdir()
    for name in (PAGE, KNOWN):
        (folder / "www" / name[1:]).write_bytes(plain)
        (folder / "www" / f"{name[1:]}.br").write_bytes(page.body)
    port, log = free_port(), folder / "nginx.log"
    file = folder / "nginx.conf"
    file.write_text(configuration(folder, port, page, known))
    command = ["nginx", "-p", str(folder), "-c", str(file), "-e", str(log)]
    with log.open("ab") as written:
        process = subprocess.Popen(pinned(SERVER_CORE, command), stdout=written, stderr=written)
    with stopped_at_the_end(Server(process, port, log), PAGE) as server:
        yield server
