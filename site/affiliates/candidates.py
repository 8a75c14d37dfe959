"""Which anchors of a page may be paid, told from the anchor alone."""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from wagtail.models import Site

from affiliates.anchors import Anchor
from affiliates.keys import key_of
from affiliates.matching import as_browsers_read
from affiliates.slugs import SLUG

Reference = int | str

HOST = re.compile(r"(?:https?:)?//([^/?#]*)")


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
    """`address` without our own host, by http or https; unchanged where it leads to another site."""
    address = as_browsers_read(address)
    found = HOST.match(address)
    return address[found.end() :] or "/" if found and found[1].lower() in _hosts(request) else address


def _hosts(request: HttpRequest | None) -> set[str]:
    if request is None:
        return set()
    site = Site.find_for_request(request)
    return {request.get_host(), urlsplit(site.root_url).netloc if site else ""}
