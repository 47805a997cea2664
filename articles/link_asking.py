"""Asking an address on the internet whether it still answers, and never one inside our own network.

Whoever writes an article chooses the addresses of its sources. So a host is looked up here, refused unless everything
that it stands for is public, and connected to at exactly the place that was looked at: an answer that changes between
looking and connecting leads nowhere else. Every address that an answer leads on to is treated the same.
"""

import http.client
import socket
import ssl
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from articles.models.words import Fault

SECONDS = 10.0  # for each step: to connect, and to answer
MOST_STEPS = 6  # from address to address
PORTS = {"http": 80, "https": 443}
GOES_ON = frozenset({301, 302, 303, 307, 308})
#: Somebody is there, and does not speak to programs, or not now.
TELLS_NOTHING = frozenset({401, 402, 403, 405, 406, 418, 425, 429, 451, 999})
NAT64 = ip_network("64:ff9b::/96")  # where a network of IPv6 alone puts the addresses of IPv4


class Private(Exception):
    """A host that is not, or not only, on the public internet."""


@dataclass(frozen=True)
class Answer:
    status: int | None
    fault: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether readers who follow this address find nothing, as far as can be told."""
        return self.status is None or (self.status >= 400 and self.status not in TELLS_NOTHING)


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return _is_global(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped or address.sixtofour or address.teredo:
            return False
    return _is_global(address)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def ask(address: str, agent: str, *, allow_local: bool = False, seconds: float = SECONDS) -> Answer:
    """What `address` answers to HEAD, and if that is not well, to GET, of which only the head is read."""
    found = _follow("HEAD", address, agent, allow_local, seconds)
    if found.fault in (Fault.PRIVATE, Fault.ADDRESS) or found.status in range(200, 300):
        return found
    return _follow("GET", address, agent, allow_local, seconds)


def _follow(method: str, address: str, agent: str, allow_local: bool, seconds: float) -> Answer:
    for _step in range(MOST_STEPS):
        try:
            status, onwards = _once(method, urlsplit(address), agent, allow_local, seconds)
        except Private:
            return Answer(None, Fault.PRIVATE)
        except ssl.SSLCertVerificationError:
            return Answer(None, Fault.CERTIFICATE)
        except (OSError, http.client.HTTPException):
            return Answer(None, Fault.UNREACHABLE)
        except ValueError:  # an odd port, a host that no name server could know
            return Answer(None, Fault.ADDRESS)
        if status not in GOES_ON or not onwards:
            return Answer(status)
        address = urljoin(address, onwards)
    return Answer(None, Fault.CIRCLE)


def _once(method: str, parts: SplitResult, agent: str, allow_local: bool, seconds: float) -> tuple[int, str]:
    """The status of one answer and where it leads on to, "" if nowhere."""
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("This is no address of the web.")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port or PORTS[parts.scheme], timeout=seconds)
    connection.sock = _connect(parts, allow_local, seconds)
    try:
        headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
        connection.request(method, _target(parts), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "") or ""
    finally:
        connection.close()


def _target(parts: SplitResult) -> str:
    """Path and query with nothing in them that a request line cannot hold."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else path


def _connect(parts: SplitResult, allow_local: bool, seconds: float) -> socket.socket:
    """Raises Private, OSError, and ValueError for a host that cannot be one."""
    found = socket.getaddrinfo(parts.hostname, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
    if not allow_local and not all(is_public(str(place[0])) for *_kind, place in found):
        raise Private
    plain = _first_that_answers(found, seconds)
    if parts.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
    except BaseException:
        plain.close()
        raise


def _first_that_answers(found: list[tuple], seconds: float) -> socket.socket:
    """Raises OSError if none does. Nothing is looked up again."""
    refusal = OSError("The host stands for no place at all.")
    for family, kind, protocol, _name, place in found:
        plain = socket.socket(family, kind, protocol)
        plain.settimeout(seconds)
        try:
            plain.connect(place)
        except OSError as refused:
            plain.close()
            refusal = refused
        else:
            return plain
    raise refusal
