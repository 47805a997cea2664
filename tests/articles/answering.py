"""A server of the test's own on this machine, whose every path answers in its own way."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ONWARDS = {
    "/moved": "/ok",
    "/circle": "/circle",
    "/to-gone": "/gone",
    "/inside": "http://127.0.0.2/",
    "/file": "file:///",
}
STATUS = {"/ok": 200, "/gone": 404, "/ill": 503, "/robots": 403, "/many": 429, "/s%C3%B6z?q=a%20b": 200}
NOT_BY_HEAD = {"/get-only": 405, "/get-only-404": 404}


class Handler(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        self.server.seen.append((self.command, self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        if self.path == "/silent":
            self.server.ended.wait(10)  # type: ignore[attr-defined]
            return
        if self.path in ONWARDS:
            self.send_response(301)
            self.send_header("Location", ONWARDS[self.path])
        else:
            head = self.command == "HEAD" and NOT_BY_HEAD.get(self.path)
            self.send_response(head or STATUS.get(self.path, 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer

    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def answering(certificate: Path | None = None) -> Iterator[Any]:
    """The server, with `seen` requests and its `url`; over TLS with the `certificate` that is made at that path."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen, server.ended = [], threading.Event()
    if certificate:
        self_signed(certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_args: None  # a client that hangs up is what some tests are about
    server.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def self_signed(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, kind, plain) + signed.public_bytes(pem))
