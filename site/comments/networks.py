"""Networks: which ones an address is in, how big a sender's is, and finding its comments by an index."""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from itertools import groupby
from typing import Any

from django.db.models import GenericIPAddressField, Lookup

# The widest networks that may be named; such a one belongs to a provider already.
WIDEST = {4: 8, 6: 16}
# What one sender easily has all addresses of: a household or an office.
OF_A_SENDER = {4: 24, 6: 64}


def sender_network(address: str) -> IPv4Network | IPv6Network:
    """The network around `address` that counts as one sender: a /24, or a /64 where addresses are IPv6."""
    return ip_network((_without_zone(address), OF_A_SENDER[ip_address(address).version]), strict=False)


def household(address: str) -> str:
    """What to block of one sender: the address, or the /64 it is in, where every device changes its own."""
    own = ip_network(_without_zone(address))
    return str(own if own.version == 4 else own.supernet(new_prefix=OF_A_SENDER[6]))


def networks_around(address: str) -> list[str]:
    """Every network that may be named and has `address` in it, the narrowest first."""
    own = ip_address(_without_zone(address))
    # By arithmetic, which is several times faster than asking for each supernet.
    number, parse, bits = int(own), type(own), own.max_prefixlen
    lengths = range(bits, WIDEST[own.version] - 1, -1)
    return [f"{parse(number >> (bits - length) << (bits - length))}/{length}" for length in lengths]


def _without_zone(address: str) -> str:
    """An address of the own link may name its interface: fe80::1%eth0."""
    return address.partition("%")[0]


def beginnings(network: IPv4Network | IPv6Network) -> list[str]:
    """With what the addresses of a /24 or /64 begin as text; a few other addresses may begin so, too.

    An IPv6 address leaves out its longest run of zeros. That may be one of the network's part, with
    more zeros behind it or not, or one behind it, so there are up to three ways to begin.
    """
    if isinstance(network, IPv4Network):
        return [str(network.network_address).rpartition(".")[0] + "."]
    groups = [f"{int(group, 16):x}" for group in network.network_address.exploded.split(":")[:4]]
    found, at = [":".join(groups) + ":"], 0
    for group, run in groupby(groups):
        end = at + len(list(run))
        if group == "0":
            rest = "".join(f"{one}:" for one in groups[end:])
            found.append(":".join(groups[:at]) + "::" + rest)
        at = end
    return found


@GenericIPAddressField.register_lookup
class Within(Lookup):
    """`sender_address__within=network` for a /24 or /64: one or a few ranges of an index.

    SQLite keeps addresses as text and may find some that only look alike: compare again.
    """

    lookup_name = "within"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Text from each beginning on: what follows it are digits, letters up to f, points and colons."""
        lhs, params = self.process_lhs(compiler, connection)
        starts = beginnings(self.rhs)
        ranges = [value for start in starts for value in (*params, start, *params, start + "g")]
        return "(" + " OR ".join([f"({lhs} >= %s AND {lhs} < %s)"] * len(starts)) + ")", tuple(ranges)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The first and the last address, since an index knows nothing of networks."""
        lhs, params = self.process_lhs(compiler, connection)
        first, last = str(self.rhs.network_address), str(self.rhs.broadcast_address)
        return f"{lhs} BETWEEN %s::inet AND %s::inet", (*params, first, last)
