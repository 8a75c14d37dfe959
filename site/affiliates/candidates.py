"""Which anchors of a page may be paid, told from the anchor alone."""

import re
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from wagtail.models import Site

from affiliates.anchors import Anchor
from affiliates.hosts import in_dns_letters
from affiliates.keys import key_of
from affiliates.matching import as_browsers_read
from affiliates.slugs import SLUG

Reference = int | str
Host = tuple[str, int | None]

SCHEMES = ("https", "http", "")
USUAL_PORTS = (80, 443)
DOT = re.compile("%2e", re.IGNORECASE)


class Here(NamedTuple):
    """Where a page is shown: its whole address, "" where nobody asked for one, and the hosts of this site."""

    address: str = ""
    hosts: frozenset[Host | None] = frozenset()

    @classmethod
    def of(cls, request: HttpRequest | None) -> "Here":
        """The page that `request` asks for."""
        if request is None:
            return cls()
        site = Site.find_for_request(request)
        names = [f"//{request.get_host()}", site.root_url if site else ""]
        address = f"{request.scheme}://{request.get_host()}{request.path}"
        return cls(address, frozenset(_host(urlsplit(name)) for name in names) - {None})


def reference_of(anchor: Anchor, here: Here) -> Reference | None:
    """What names the managed link: its number where a template or the editor left it, its slug where
    somebody (an editor, also a reader) typed our own address for it; None for all other anchors, and 0 for
    a number that is none.
    """
    if (number := anchor.attributes.get("data-paid-link")) is not None:
        return key_of(number) or 0
    return _led_to(anchor.href, here).slug


def may_be_paid(anchor: Anchor, here: Here) -> bool:
    """Managed ones, and those that an editor may have typed and that lead to another site."""
    if reference_of(anchor, here) is not None:
        return True
    return _led_to(anchor.href, here).is_elsewhere and not anchor.is_never_paid


class _Way(NamedTuple):
    """Where an address leads: to the link of that slug through us, to another site, or to neither."""

    slug: str | None = None
    is_elsewhere: bool = False


@lru_cache(maxsize=2048)
def _led_to(address: str, here: Here) -> _Way:
    """As a browser goes that shows the page."""
    address = as_browsers_read(address)
    try:
        # Neither nothing nor a place on the page leads to the address of the page itself.
        parts = urlsplit(urljoin(here.address, address)) if address and not address.startswith("#") else None
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in SCHEMES:
        return _Way()
    if parts.netloc and _host(parts) not in here.hosts:
        return _Way(is_elsewhere=True)
    found = _ours(get_script_prefix()).match(_path_of(parts)) if parts.netloc or not parts.scheme else None
    return _Way(found[1]) if found else _Way()


@cache
def _ours(prefix: str) -> re.Pattern[str]:
    """The paths of our own addresses of links, where the site lives below `prefix`."""
    return re.compile(re.escape(reverse("affiliates:go", args=["-"])).replace(r"\-/", rf"{SLUG}(?=/|$)"))


def _path_of(parts: SplitResult) -> str:
    """Its path without "." and "..", as our own routes see it."""
    path = DOT.sub(".", parts.path)
    return unquote(path if path.startswith("//") else urljoin("/", path))


def _host(parts: SplitResult) -> Host | None:
    """Name and port, (name, None) for the usual ones; None for what is no host."""
    try:
        name = unquote(parts.hostname or "").rstrip(".").lower()
        name = name if name.isascii() else in_dns_letters(name)
        return (name, None if parts.port in USUAL_PORTS else parts.port) if name else None
    except ValueError:
        return None
