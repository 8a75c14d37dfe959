"""Building blocks for JSON-LD (schema.org), plain dicts that page types compose."""

import json
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

# The tree's root has depth 1, a site's home page the next.
HOME_DEPTH = 2

_ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def as_script_json(objects: list[dict]) -> SafeString:
    """The objects as one JSON-LD graph, safe inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": objects}
    return mark_safe(json.dumps(graph, ensure_ascii=False, default=str).translate(_ESCAPES))


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """The dict without keys whose value is None, "" or an empty list: only what is visible is said."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def absolute(request: HttpRequest | None, url: str) -> str:
    """An absolute address for `url` (a path or already absolute) on the site that answers `request`.

    The site's own record names the host, not the request: pages are the same however they are asked for.
    """
    site = Site.find_for_request(request) if request else None
    return urljoin(f"{site.root_url}/", url) if site else url


def web_page(page: Page, request: HttpRequest) -> dict:
    """The page itself as a WebPage."""
    url = page.get_full_url(request)
    return without_empty(
        {
            "@type": "WebPage",
            "@id": url,
            "url": url,
            "name": page.title,
            "description": page.description,
        }
    )


def breadcrumb_list(page: Page, request: HttpRequest) -> dict:
    """The way from the home page down to `page`; no query where the page knows its parents."""
    trail = [page]
    while trail[0].depth > HOME_DEPTH:
        trail.insert(0, trail[0].get_parent())
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step.title, "item": step.get_full_url(request)}
            for number, step in enumerate(trail, start=1)
        ],
    }
