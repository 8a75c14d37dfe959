"""Programmes and links to test with."""

from itertools import count
from typing import Any

from affiliates.models import AffiliateLink, AffiliateProgramme

# The namespaces of their addresses in the admin.
LINK_ADMIN = "wagtailsnippets_affiliates_affiliatelink"
PROGRAMME_ADMIN = "wagtailsnippets_affiliates_affiliateprogramme"

_numbers = count(1)


def programme(name: str = "", **fields: Any) -> AffiliateProgramme:
    """A programme whose links must be direct, recognised by shop.example and a tag."""
    name = name or f"Programme {next(_numbers)}"
    fields = {"hosts": "shop.example", "parameters": "tag", "sentence": "As a Shopper I earn."} | fields
    return AffiliateProgramme.objects.create(name=name, **fields)


def link(name: str = "", **fields: Any) -> AffiliateLink:
    """A link that is current."""
    number = next(_numbers)
    owner = fields.pop("programme", None) or programme()
    values = {
        "name": name or f"Link {number}",
        "slug": f"link-{number}",
        "destination": f"https://www.shop.example/{number}?tag=plumb-20",
        "programme": owner,
    }
    return AffiliateLink.objects.create(**values | fields)
