"""Product cards: a block leaves the place and the button, the link's own picture and pitch come here.

So the cards of a page need no look-up of their own, and a card whose link has been replaced shows what the
reader will find.
"""

import re
from collections.abc import Mapping

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string

from affiliates.models import AffiliateLink

CARD = re.compile(r'<aside data-paid-product="(?P<key>[0-9]{1,18})">(?P<button>.*?)</aside>', re.DOTALL)


def show_products(html: str, links: Mapping[int, AffiliateLink], surface: str) -> str:
    """`html` with each card filled from the link that stands for it today on this surface; else it goes.

    `links` as `affiliates.current.current_links` gives them. Two queries for the pictures, however many
    cards there are; none where there is no card.
    """
    keys = {int(found["key"]) for found in CARD.finditer(html)}
    if not keys:
        return html
    shown = {key: links[key] for key in keys if key in links and _may_appear(links[key], surface)}
    prefetch_related_objects(list(shown.values()), "image__renditions")
    return CARD.sub(lambda found: _card(found, shown.get(int(found["key"]))), html)


def _may_appear(link: AffiliateLink, surface: str) -> bool:
    return getattr(link.programme, f"in_{surface}", True)


def _card(found: re.Match[str], link: AffiliateLink | None) -> str:
    if link is None:
        return ""
    return render_to_string("affiliates/_product.html", {"link": link, "button": found["button"]})
