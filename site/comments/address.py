"""Whose request it is: the client's network address, as far as it can be believed."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """REMOTE_ADDR, or whom our own proxies say they spoke for; None where neither is an address.

    X-Forwarded-For counts only where the request came through a network of TRUSTED_PROXIES. Each
    proxy appends whom it heard from, so the right-most entry that is no proxy of ours is the
    client; everything left of it the client may have written itself.
    """
    address = _parse(request.META.get("REMOTE_ADDR", ""))
    if address is None or not _is_trusted(address):
        return str(address) if address else None
    for entry in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        forwarded = _parse(entry)
        if forwarded is None:
            break
        address = forwarded
        if not _is_trusted(address):
            break
    return str(address)


def _parse(entry: str) -> IPv4Address | IPv6Address | None:
    try:
        # A link-local address may name its interface, which is nobody else's business: fe80::1%eth0.
        address = ip_address(entry.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: IPv4Address | IPv6Address) -> bool:
    networks: Iterable[str] = settings.TRUSTED_PROXIES
    return any(address in ip_network(network, strict=False) for network in networks)
