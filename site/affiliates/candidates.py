"""Which anchors of a page may be paid, told from the anchor alone."""

import re
from contextlib import suppress
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from wagtail.models import Site

from affiliates.anchors import Anchor
from affiliates.hosts import in_dns_letters
from affiliates.keys import key_of
from affiliates.matching import as_browsers_read
from affiliates.slugs import SLUG

Reference = int | str

HOST = re.compile(r"(?:https?:)?//([^/?#]*)")
# What stays on the page that it stands on, or is no address of a web page ("mailto:").
NO_PATH = re.compile(r"[#?]|$|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# Browsers read an escaped dot as a dot where a path climbs ("%2e%2e/").
DOT = re.compile("%2e", re.IGNORECASE)


def reference_of(anchor: Anchor, request: HttpRequest | None) -> Reference | None:
    """What names the managed link: its number where a template or the editor left it, its slug where
    somebody (an editor, also a reader) typed our own address for it; None for all other anchors, and 0 for
    a number that is none.
    """
    if (number := anchor.attributes.get("data-paid-link")) is not None:
        return key_of(number) or 0
    found = _ours(get_script_prefix()).match(unquote(_path_here(anchor.href, request)))
    return found[1] if found else None


def may_be_paid(anchor: Anchor, request: HttpRequest | None) -> bool:
    """Managed ones, and those that an editor may have typed and that lead to another site."""
    if reference_of(anchor, request) is not None:
        return True
    address = as_browsers_read(anchor.href)
    elsewhere = address.startswith(("https://", "http://", "//")) and address == _path_here(address, request)
    return elsewhere and not anchor.is_never_paid


@cache
def _ours(prefix: str) -> re.Pattern[str]:
    """Our own addresses of links, where the site lives below `prefix`."""
    return re.compile(re.escape(reverse("affiliates:go", args=["-"])).replace(r"\-/", rf"{SLUG}(?=[/?#]|$)"))


def _path_here(address: str, request: HttpRequest | None) -> str:
    """The path of `address` on our own host, as a browser on the page that was asked for gets it; unchanged
    where it leads to another site or stays on the page.
    """
    address = as_browsers_read(address)
    if found := HOST.match(address):
        if _host(found[1]) not in _hosts(request):
            return address
        address = address[found.end() :] or "/"
    elif NO_PATH.match(address):
        return address
    address = DOT.sub(".", address)
    if address.startswith("//") or (address.startswith("/") and "/." not in address):
        return address
    path = urljoin(request.path if request else "/", address)
    return path if path.startswith("/") else f"/{path}"


def _hosts(request: HttpRequest | None) -> set[str]:
    if request is None:
        return set()
    site = Site.find_for_request(request)
    return {_host(request.get_host()), _host(urlsplit(site.root_url).netloc) if site else ""}


def _host(place: str) -> str:
    """Host and port, written in one way: "you@Straße.example.:443" as "xn--strae-oqa.example"."""
    name, _colon, port = unquote(place).rpartition("@")[2].lower().partition(":")
    name = name.rstrip(".")
    with suppress(UnicodeError):
        name = name if name.isascii() else in_dns_letters(name)
    return name if port in ("", "80", "443") else f"{name}:{port}"
