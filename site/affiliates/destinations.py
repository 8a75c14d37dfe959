"""Whether a paid link may lead to an address: https, a public host, nothing hidden in it. Pure."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from affiliates.hosts import in_dns_letters

# Names that never leave the machine or the house: RFC 6761, 6762, 8375, 9476.
PRIVATE_NAMES = ("localhost", "local", "internal", "home.arpa", "lan")
MAX_LENGTH = 2000
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LAST_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\\<>\"]")


def tidy_destination(address: str) -> str:
    """`address` as it is stored, its host in the letters of the DNS; raises ValidationError."""
    if UNPRINTABLE.search(address):
        raise ValidationError(_("The address has a space or another character in it that no address has."))
    parts, port = _split(address)
    if parts.scheme != "https":
        raise ValidationError(_("Start the address with https://. Other addresses are not safe for readers."))
    if "@" in parts.netloc:
        raise ValidationError(_("Take the name and password before the “@” out of the address."))
    host = tidy_host(parts.hostname or "")
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port not in (None, 443) else ""
    tidy = urlunsplit(("https", netloc, parts.path, parts.query, parts.fragment))
    if len(tidy) > MAX_LENGTH:
        raise ValidationError(
            _("The address is longer than %(most)d characters."), params={"most": MAX_LENGTH}
        )
    return tidy


def tidy_host(name: str) -> str:
    """`name` in the letters of the DNS ("bücher.example" has others); raises ValidationError.

    Refused: what is no host, names without a dot, and hosts that only a private network knows.
    """
    host = _ascii(name)
    literal = _literal(host)
    if literal is not None:
        if not literal.is_global or literal.is_multicast:
            raise _private(host)
        return host
    if any(host == private or host.endswith(f".{private}") for private in PRIVATE_NAMES):
        raise _private(host)
    *labels, last = host.split(".")
    # Browsers read names that end in a number, such as "127.1", as addresses of a network.
    if not labels or not all(map(LABEL.fullmatch, labels)) or not LAST_LABEL.fullmatch(last):
        raise _no_host(name)
    return host


def _split(address: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError:
        raise ValidationError(_("This is no address of a web page. Copy it from the shop’s page.")) from None


def _ascii(name: str) -> str:
    try:
        # Besides umlauts this turns look-alikes, such as full-width digits, into what browsers make of them.
        host = in_dns_letters(name.rstrip("."))
    except UnicodeError:
        raise _no_host(name) from None
    if not 0 < len(host) < 254:
        raise _no_host(name)
    return host


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(host)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _private(host: str) -> ValidationError:
    text = _("%(host)s is in a private network, where no reader gets.")
    return ValidationError(text, params={"host": host[:80]})


def _no_host(name: str) -> ValidationError:
    if not name:
        return ValidationError(_("The address has no host, such as shop.example."))
    return ValidationError(_("“%(host)s” is no host, such as shop.example."), params={"host": name[:80]})
