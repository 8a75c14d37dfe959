"""Telling a programme's links apart from ordinary ones by their address. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from affiliates.hosts import in_dns_letters

# What browsers drop from an address wherever it stands, and how they read a missing or third slash.
DROPPED = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
SLASHES = re.compile(r"^(?:(https?):/*|/{2,})", re.IGNORECASE)


class Pattern(NamedTuple):
    """How one programme's links are recognised; `programme` is whatever the caller wants back."""

    programme: object
    hosts: tuple[str, ...]
    parameters: tuple[str, ...] = ()


def as_browsers_read(address: str) -> str:
    """`address` in the one form that browsers make of it before they split it."""
    text = DROPPED.sub("", address).replace("\\", "/")
    return SLASHES.sub(lambda found: f"{found[1].lower()}://" if found[1] else "//", text)


def match(address: str, patterns: Iterable[Pattern]) -> object | None:
    """The programme that pays for a link to `address`, or None.

    The host is one of the pattern's or below one ("www.amazon.com" is below "amazon.com"); where
    parameters are named, the query has one of them with something in it.
    """
    try:
        parts = urlsplit(as_browsers_read(address))
        host = _ascii(unquote(parts.hostname or "").rstrip(".").lower())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "") or not host:
        return None
    given = {name.lower() for name, _value in parse_qsl(parts.query)}
    for pattern in patterns:
        below = any(host == one or host.endswith(f".{one}") for one in map(_ascii, pattern.hosts))
        if below and (not pattern.parameters or given.intersection(pattern.parameters)):
            return pattern.programme
    return None


def lines(text: str) -> tuple[str, ...]:
    """One entry a line, tidied, in lower case."""
    return tuple(line.strip().lower() for line in text.splitlines() if line.strip())


def _ascii(host: str) -> str:
    """The form in which names with other letters are looked up ("bücher.example")."""
    try:
        return host if host.isascii() else in_dns_letters(host)
    except UnicodeError:
        return host
