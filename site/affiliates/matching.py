"""Telling a programme's links apart from ordinary ones by their address. Pure."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit


class Pattern(NamedTuple):
    """How one programme's links are recognised; `programme` is whatever the caller wants back."""

    programme: object
    hosts: tuple[str, ...]
    parameters: tuple[str, ...] = ()


def match(address: str, patterns: Iterable[Pattern]) -> object | None:
    """The programme that pays for a link to `address`, or None.

    The host is one of the pattern's or below one ("www.amazon.com" is below "amazon.com"); where
    parameters are named, the query has one of them with something in it.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "") or not host:
        return None
    given = {name.lower() for name, _value in parse_qsl(parts.query)}
    for pattern in patterns:
        below = any(host == one or host.endswith(f".{one}") for one in pattern.hosts)
        if below and (not pattern.parameters or given.intersection(pattern.parameters)):
            return pattern.programme
    return None


def lines(text: str) -> tuple[str, ...]:
    """One entry a line, tidied, in lower case."""
    return tuple(line.strip().lower() for line in text.splitlines() if line.strip())
