"""A rendered page with its paid links as readers get them, and the disclosure before the first.

Everything is computed from the HTML that was really rendered, so nobody can forget it: templates
and editors only leave anchors (`data-paid-link` with a link's number, or any address that a
programme pays for) and, in a page's head, the place where the disclosure would stand best.
"""

import re
from typing import Any, Literal

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.models import Site

from affiliates.anchors import Anchor, anchors_in, replace_anchors
from affiliates.current import current_links
from affiliates.matching import Pattern, lines, match
from affiliates.models import AffiliateLink, AffiliateProgramme, DisclosureSettings
from affiliates.products import show_products

Surface = Literal["page", "print", "feed"]

PLACE = re.compile(r"<template data-disclosure></template>")
MAIN = re.compile(r"<main\b[^>]*>", re.IGNORECASE)
BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def disclose(html: str, request: HttpRequest | None, surface: Surface = "page") -> str:
    """`html` with its paid links labelled, and disclosed before the first of them where there is one.

    `surface` says which programmes may be linked at all: those that refuse print or feed become plain text
    there. Two queries where there are links to other sites, none where there are not.
    """
    anchors = [anchor for anchor in anchors_in(html) if _may_be_paid(anchor, request)]
    if not anchors:
        return _without_places(html)
    finder = _Finder(anchors, surface)
    html = show_products(html, finder.links, surface)
    rewritten, first = replace_anchors(html, finder.replace)
    if first is None:
        return _without_places(rewritten)
    return _insert(rewritten, first, finder.disclosure(request))


class _Finder:
    """Decides about the anchors of one page, and remembers whose links it has let through."""

    def __init__(self, anchors: list[Anchor], surface: Surface) -> None:
        self.surface = surface
        self.links = current_links([key for anchor in anchors if (key := _key_of(anchor))])
        typed = any(not _key_of(anchor) for anchor in anchors)
        self.patterns = _patterns() if typed else []
        self.used: dict[int, AffiliateProgramme] = {}

    def replace(self, anchor: Anchor) -> str | None:
        """The paid link as readers get it, plain text in place of one that leads nowhere, None to keep it."""
        if "data-paid-link" in anchor.attributes:
            link = self.links.get(_key_of(anchor) or 0)
            return self._shown(anchor, link.programme, link.address, link) if link else anchor.inner
        if anchor.is_never_paid:
            return None
        programme = match(anchor.href, self.patterns)
        return self._shown(anchor, programme, anchor.href, None) if programme else None  # type: ignore[arg-type]

    def _shown(
        self, anchor: Anchor, programme: AffiliateProgramme, address: str, link: AffiliateLink | None
    ) -> str:
        if not getattr(programme, f"in_{self.surface}", True):
            return anchor.inner
        self.used[programme.pk] = programme
        context = {
            "address": address,
            "inner": anchor.inner,
            "label": programme.label,
            "link": link,
            "css_class": anchor.attributes.get("class", ""),
            "counts": link and not programme.may_redirect and self.surface == "page",
        }
        return render_to_string("affiliates/_anchor.html", context).strip()

    def disclosure(self, request: HttpRequest | None) -> str:
        """The site's words and those that the programmes in use demand."""
        settings = DisclosureSettings.for_request(request) if request else DisclosureSettings()
        sentences = [programme.sentence for programme in self.used.values() if programme.sentence]
        context: dict[str, Any] = {"settings": settings, "sentences": dict.fromkeys(sentences)}
        return render_to_string(f"affiliates/_disclosure_{self.surface}.html", context)


def _key_of(anchor: Anchor) -> int | None:
    """The number of the managed link, if it is one."""
    number = anchor.attributes.get("data-paid-link", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None


def _may_be_paid(anchor: Anchor, request: HttpRequest | None) -> bool:
    """Managed ones, and those that an editor may have typed and that lead to another site."""
    if "data-paid-link" in anchor.attributes:
        return True
    address = anchor.href.strip().lower()
    elsewhere = address.startswith(("https://", "http://", "//")) and not _is_ours(address, request)
    return elsewhere and not anchor.is_never_paid


def _is_ours(address: str, request: HttpRequest | None) -> bool:
    """Only the commonest form, which spares most pages the question what is paid."""
    site = Site.find_for_request(request) if request else None
    return site is not None and address.startswith(f"{site.root_url}/")


def _patterns() -> list[Pattern]:
    return [
        Pattern(programme, lines(programme.hosts), lines(programme.parameters))
        for programme in AffiliateProgramme.objects.exclude(hosts="")
    ]


def _insert(html: str, first: int, disclosure: str) -> str:
    """At the place the template left, if that comes before the first link; else where the page begins."""
    for pattern in (PLACE, MAIN, BODY):
        if (found := pattern.search(html)) and found.end() <= first:
            at = found.start() if pattern is PLACE else found.end()
            return _without_places(html[:at] + disclosure + html[at:])
    return _without_places(disclosure + html)


def _without_places(html: str) -> str:
    return PLACE.sub("", html)
