from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from django.test import RequestFactory
from hypothesis import assume, given
from hypothesis import strategies as st

from callbacks.source import Source, client_address, network_of, source_of

PEER = "203.0.113.9"


def request(forwarded: str | None = None, peer: str = PEER, **headers: str):
    sent = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().post("/", REMOTE_ADDR=peer, headers=headers, **sent)


@pytest.mark.parametrize(
    "forged",
    ["1.1.1.1", "1.1.1.1, 2.2.2.2", "127.0.0.1", "::1", "", ",,,", "unknown", "a" * 10_000, "1.1.1.1\t", "'; DROP"],
)
def test_without_a_proxy_of_ours_nothing_the_sender_writes_counts(settings, forged):
    settings.TRUSTED_PROXY_COUNT = 0
    assert source_of(request(forged)).network == PEER


@pytest.mark.parametrize("forged", ["", "6.6.6.6, ", "6.6.6.6, 7.7.7.7, ", "2001:db8::1, ", "unknown, ", ", , "])
def test_behind_one_proxy_only_what_it_wrote_counts(settings, forged):
    settings.TRUSTED_PROXY_COUNT = 1
    assert source_of(request(f"{forged}198.51.100.4", peer="10.0.0.1")).network == "198.51.100.4"


def test_a_proxy_that_wrote_nothing_is_counted_itself(settings):
    settings.TRUSTED_PROXY_COUNT = 2
    assert client_address(request("198.51.100.4", peer="10.0.0.1")) == "10.0.0.1"
    assert client_address(request(peer="")) == "0.0.0.0"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::1", "::/64"),
        ("", "0.0.0.0"),
        ("unknown", "0.0.0.0"),
        ("192.0.2.256", "0.0.0.0"),
        ("192.0.2.7/8", "0.0.0.0"),
        ("[", "0.0.0.0"),
        ("unix:", "0.0.0.0"),
    ],
)
def test_an_address_is_counted_under_its_network(address, network):
    assert network_of(address) == network


@given(st.ip_addresses(v=6).filter(lambda one: one.ipv4_mapped is None), st.integers(0, 2**64 - 1))
def test_all_addresses_of_one_64_are_one_and_those_of_another_are_not(address, host):
    neighbour = IPv6Address(int(address) >> 64 << 64 | host)
    assume(neighbour.ipv4_mapped is None)
    stranger = IPv6Address(int(address) ^ 1 << 64)
    assert network_of(str(address)) == network_of(str(neighbour)) == str(ip_network((int(address), 64), strict=False))
    assert network_of(str(stranger)) != network_of(str(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_itself_also_inside_ipv6(address):
    assert network_of(str(address)) == network_of(f"::ffff:{address}") == str(IPv4Address(address))


@given(st.text())
def test_no_text_is_too_strange_to_be_counted(text):
    assert network_of(text)


@pytest.mark.parametrize(
    ("headers", "headerless"),
    [
        ({}, True),
        ({"referer": "http://testserver/"}, True),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"origin": "http://testserver"}, False),
        ({"sec-fetch-site": "none", "origin": "null"}, False),
    ],
)
def test_a_post_of_no_browser_is_known_by_the_two_headers_it_lacks(headers, headerless):
    assert source_of(request(**headers)).headerless is headerless


def test_a_source_prints_without_its_address():
    assert repr(Source("192.0.2.7")) == "Source(headerless=False)"
