"""Where a post comes from, as far as limits need it."""

from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NOBODY = "0.0.0.0"  # noqa: S104 - a placeholder, nothing binds to it


@dataclass(frozen=True)
class Source:
    """`network` is whom an address is counted under: itself, or the /64 that an IPv6 household or server has.

    `headerless`: it came with neither Sec-Fetch-Site nor Origin, so from no browser of these years.
    """

    network: str = field(repr=False)
    headerless: bool = False


def source_of(request: HttpRequest) -> Source:
    named = "Sec-Fetch-Site" in request.headers or "Origin" in request.headers
    return Source(network_of(client_address(request)), headerless=not named)


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks: what the outermost of our own proxies saw.

    With TRUSTED_PROXY_COUNT = n it is the n-th entry from the right of X-Forwarded-For, since everything further
    left was written by the sender. Falls back to the peer's address.
    """
    count = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if 0 < count <= len(forwarded) and (seen := _read(forwarded[-count])):
        return str(seen)
    return request.META.get("REMOTE_ADDR") or NOBODY


def network_of(address: str) -> str:
    """The address itself for IPv4, also with a port or inside IPv6; "2001:db8::/64" for IPv6; else "0.0.0.0"."""
    found = _read(address)
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((int(found), 64), strict=False))
    return str(found) if found else NOBODY


def _read(address: str) -> IPv4Address | IPv6Address | None:
    if address.startswith("["):  # as some proxies write it: [2001:db8::1]:443
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        return ip_address(address)
    except ValueError:
        return None
