"""Which anchors of a page may be paid, told from the anchor alone."""

import re
from functools import cache
from urllib.parse import unquote

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from wagtail.models import Site

from affiliates.anchors import Anchor
from affiliates.matching import as_browsers_read

Reference = int | str


def reference_of(anchor: Anchor, request: HttpRequest | None) -> Reference | None:
    """What names the managed link: its number where a template or the editor left it, its slug where
    somebody typed our own address for it; None for all other anchors, and 0 for a number that is none.
    """
    if (number := anchor.attributes.get("data-paid-link")) is not None:
        return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    if anchor.is_never_paid:
        return None
    found = _ours(get_script_prefix()).match(_path_here(anchor.href, request))
    return unquote(found[1]) if found else None


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
    return re.compile(re.escape(reverse("affiliates:go", args=["-"])).replace(r"\-/", "([^/?#]+)"))


def _path_here(address: str, request: HttpRequest | None) -> str:
    """`address` without our own scheme and host; unchanged where it leads to another site."""
    address = as_browsers_read(address)
    for root in _roots(request):
        if address.startswith(root) and address[len(root) : len(root) + 1] in ("/", "", "?", "#"):
            return address[len(root) :] or "/"
    return address


def _roots(request: HttpRequest | None) -> list[str]:
    if request is None:
        return []
    site = Site.find_for_request(request)
    own = [f"{request.scheme}://{request.get_host()}", f"//{request.get_host()}"]
    return [*own, *([site.root_url] if site else [])]
