"""No address of our own network is ever accepted, however it is written."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiliates.health import connecting
from affiliates.health.addresses import is_public
from affiliates.health.fetching import Fetcher
from affiliates.health.trouble import Trouble

OURS = [
    IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
]  # fmt: skip
OURS_6 = [
    IPv6Network(text)
    for text in (
        "::/127", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16",
        "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip


def _within(network: IPv4Network | IPv6Network) -> st.SearchStrategy[int]:
    return st.integers(int(network.network_address), int(network.broadcast_address))


private_4 = st.sampled_from(OURS).flatmap(_within).map(IPv4Address)
private_6 = st.sampled_from(OURS_6).flatmap(_within).map(IPv6Address)


@given(private_4)
def test_no_private_ipv4_address_is_public(address: IPv4Address) -> None:
    assert not is_public(str(address))


@given(private_6)
def test_no_private_ipv6_address_is_public(address: IPv6Address) -> None:
    assert not is_public(str(address))
    assert not is_public(address.exploded)


@given(private_4)
def test_ipv6_addresses_that_carry_a_private_one_are_not_public(address: IPv4Address) -> None:
    carried = int(address)
    for form in (
        IPv6Address(carried),
        IPv6Address((0xFFFF << 32) + carried),
        IPv6Address(int(IPv6Address("64:ff9b::")) + carried),
        IPv6Address(int(IPv6Address("2002::")) + (carried << 80)),
        IPv6Address(int(IPv6Address("2001::")) + (carried ^ 0xFFFFFFFF)),
    ):
        assert not is_public(str(form)), form


@given(st.text())
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(text + "x")


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::65", "64:ff9b::8.8.8.8"]
)
def test_addresses_of_shops_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["fe80::1%eth0", "2606:4700::1111%2", "", "localhost", "8.8.8.8 "])
def test_an_address_with_something_to_it_is_not_public(address: str) -> None:
    assert not is_public(address)


def spellings(address: IPv4Address) -> list[str]:
    """The ways in which resolvers, browsers and clever people write an address."""
    number, octets = int(address), address.packed
    return [
        str(address),
        f"{address}.",
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(octet) for octet in octets),
        ".".join(f"0{octet:o}" for octet in octets),
        f"{octets[0]}.{number & 0xFFFFFF}",
        f"{octets[0]}.{octets[1]}.{number & 0xFFFF}",
        f"[::ffff:{address}]",
        f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]",
        f"[::{address}]",
        f"[64:ff9b::{address}]",
        f"user:word@{address}",
        f"shop.example@{address}",
        "".join(chr(0xFF10 + int(sign)) if sign.isdigit() else sign for sign in str(address)),
        str(address).replace(".", "。"),
        str(address).replace(".", "%2e"),
    ]


def _nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    connected: list[str] = []
    monkeypatch.setattr(connecting.Pinned, "connect_tcp", lambda self, *args, **more: connected.append(self))
    return connected


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "0.0.0.0"])
def test_no_spelling_of_a_private_address_is_connected_to(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = _nobody_is_asked(monkeypatch)
    for host in spellings(IPv4Address(address)):
        with pytest.raises((Trouble, httpx.InvalidURL)):
            Fetcher().ask("HEAD", httpx.URL(f"https://{host}/"))
    assert connected == []


@given(st.lists(private_4 | private_6, min_size=1, max_size=4), st.integers(0, 3))
def test_one_private_address_among_those_of_a_name_is_enough(addresses: list, place: int) -> None:
    found = [str(one) for one in addresses]
    found.insert(place, "93.184.215.14")
    fetcher = Fetcher(resolve=lambda host, port, seconds: found)
    with pytest.raises(Trouble, match="private network"):
        fetcher.ask("HEAD", httpx.URL("https://shop.example/"))


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST", "[::1]", "ip6-localhost"])
def test_names_of_this_machine_are_not_connected_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connected = _nobody_is_asked(monkeypatch)
    with pytest.raises(Trouble):
        Fetcher().ask("HEAD", httpx.URL(f"https://{host}/"))
    assert connected == []
