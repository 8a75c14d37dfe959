"""Which network addresses are public, so that nobody can make us ask our own machines. Pure."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# Among the IPv6 addresses only these are given to anybody (RFC 4291, IANA's registry).
GLOBAL_UNICAST = IPv6Network("2000::/3")
# IPv4-only hosts behind a resolver that translates (RFC 6052); the last 32 bits say which.
TRANSLATED = IPv6Network("64:ff9b::/96")
# Reserved, or a way to another address. Python's own lists know them only in newer releases.
RESERVED = tuple(
    ip_network(text)
    for text in (
        "100.64.0.0/10",  # shared by a provider's customers, RFC 6598
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "240.0.0.0/4",  # kept for later, RFC 1112
        "2001::/23",  # protocol assignments, among them Teredo, RFC 2928
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4: an IPv4 address within, RFC 3056
        "3fff::/20",  # documentation, RFC 9637
    )
)


def is_public(address: str) -> bool:
    """Whether `address`, as a resolver gives it ("93.184.215.14", "2606::1"), is anybody's on the internet.

    False for all that is private, loopback, link-local, multicast or reserved, for every form of IPv6 that
    carries an IPv4 address (a translated one is as public as what it carries), and for what is no address.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_given(found)
    if found.scope_id is not None:
        return False
    if found in TRANSLATED:
        return _is_given(IPv4Address(found.packed[-4:]))
    return found in GLOBAL_UNICAST and _is_given(found)


def _is_given(found: IPv4Address | IPv6Address) -> bool:
    return found.is_global and not found.is_multicast and not any(found in network for network in RESERVED)
