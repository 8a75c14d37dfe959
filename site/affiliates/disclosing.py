"""A rendered page with its paid links as readers get them, and the disclosure before the first.

Everything is computed from the HTML that was really rendered, so nobody can forget it: templates
and editors only leave anchors (`data-paid-link` with a link's number, or any address that a
programme pays for) and, in a page's head, the place where the disclosure would stand best.
"""

from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from affiliates.anchors import Anchor, Found, Replacement, find, replace_anchors
from affiliates.candidates import Here, may_be_paid, reference_of
from affiliates.current import current_links
from affiliates.matching import match
from affiliates.models import AffiliateLink, AffiliateProgramme, DisclosureSettings
from affiliates.places import insert, without_places
from affiliates.products import show_products
from affiliates.proof import beacon_for
from pages.link_marks import without_marks
from pages.structured_data import absolute

Surface = Literal["page", "print", "feed"]


def disclose(html: str, request: HttpRequest | None, surface: Surface = "page") -> str:
    """`html` with its paid links labelled, and disclosed before the first of them where there is one.

    `surface` says which programmes may be linked at all: those that refuse print or feed become plain text
    there. Two queries where there are links to other sites, none where there are not.
    """
    return disclose_each([html], request, surface)[0]


def disclose_each(parts: Sequence[str], request: HttpRequest | None, surface: Surface) -> list[str]:
    """The same for texts that readers get one by one, such as a feed's; as many queries as for one."""
    here = Here.of(request)
    found = [list(find(html)) for html in parts]
    anchors = [one.anchor for each in found for one in each if may_be_paid(one.anchor, here)]
    if not anchors:
        return [without_marks(without_places(html)) for html in parts]
    known = _Known(anchors, request, here, surface)
    return [_disclosed(html, each, known) for html, each in zip(parts, found, strict=True)]


def _disclosed(html: str, found: list[Found], known: "_Known") -> str:
    finder = _Finder(known)
    with_products = show_products(html, known.links, known.surface)
    if with_products is not html:
        found = list(find(with_products))
    rewritten, first = replace_anchors(with_products, found, finder.replace)
    if first is not None:
        rewritten = insert(rewritten, first, finder.disclosure())
    return without_marks(without_places(rewritten, keep_script=finder.counts))


class _Known:
    """What the database says about the anchors of one answer."""

    def __init__(
        self, anchors: list[Anchor], request: HttpRequest | None, here: Here, surface: Surface
    ) -> None:
        self.request = request
        self.here = here
        self.surface = surface
        references = {reference_of(anchor, here) for anchor in anchors}
        self.links = current_links(
            (one for one in references if isinstance(one, int)),
            slugs={one for one in references if isinstance(one, str)},
        )
        programmes = AffiliateProgramme.objects.exclude(hosts="") if None in references else []
        self.patterns = [programme.pattern for programme in programmes]

    @cached_property
    def settings(self) -> DisclosureSettings:
        """The words of the site that answers."""
        return DisclosureSettings.for_request(self.request) if self.request else DisclosureSettings()


class _Finder:
    """Decides about the anchors of one text, and remembers whose links it has let through."""

    def __init__(self, known: _Known) -> None:
        self.known = known
        self.used: dict[int, AffiliateProgramme] = {}
        self.counts = False

    def replace(self, anchor: Anchor) -> Replacement | None:
        """The paid link as readers get it, its words in place of one that leads nowhere, None to keep it."""
        reference = reference_of(anchor, self.known.here)
        if reference is not None:
            link = self.known.links.get(reference)
            if link is None:
                return Replacement(anchor.inner, is_link=False)
            return self._shown(anchor, link.programme, link.address, link)
        if anchor.is_never_paid:
            return None
        programme = match(anchor.href, self.known.patterns)
        return self._shown(anchor, programme, anchor.href) if programme else None  # type: ignore[arg-type]

    def _shown(
        self, anchor: Anchor, programme: AffiliateProgramme, address: str, link: AffiliateLink | None = None
    ) -> Replacement:
        request, surface = self.known.request, self.known.surface
        if not anchor.has_words or not getattr(programme, f"in_{surface}", True):
            return Replacement(anchor.inner, is_link=False)
        self.used[programme.pk] = programme
        beacon = beacon_for(link, request) if link and surface != "feed" else ""
        self.counts |= bool(beacon)
        context = {
            "address": absolute(request, address) if link and surface == "feed" else address,
            "inner": anchor.inner,
            "label": programme.label,
            "css_class": anchor.attributes.get("class", "") if anchor.is_ours else "",
            "beacon": beacon,
        }
        return Replacement(render_to_string("affiliates/_anchor.html", context).strip(), is_link=True)

    def disclosure(self) -> str:
        """The site's words and those that the programmes in use demand, each sentence once."""
        sentences = [programme.sentence for programme in self.used.values() if programme.sentence]
        context: dict[str, Any] = {
            "settings": self.known.settings,
            "sentences": list(dict.fromkeys(sentences)),
        }
        return render_to_string(f"affiliates/_disclosure_{self.known.surface}.html", context)
