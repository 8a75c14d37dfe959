"""Two invented shops and links to them: what an editor finds under "Paid links"."""

import re
from typing import Any

from wagtail.models import Page, Site

from affiliates.models import AffiliateLink, AffiliateProgramme, DisclosureSettings
from demo.content import found, read_list
from demo.files import Shelf


def add_paid_links(shelf: Shelf) -> dict[str, AffiliateLink]:
    """The links by slug; what already has the slug is taken as it is."""
    programmes = {table["name"]: _programme(table) for table in read_list("programmes", "programme")}
    links = {}
    for table in read_list("products", "product"):
        known = AffiliateLink.objects.filter(slug=table["slug"]).first()
        links[table["slug"]] = known or _link(table, programmes, shelf)
    return links


def tell_how_we_earn(site: Site, page: Page) -> None:
    """Let the disclosure lead to the page that says more, unless it leads somewhere already."""
    settings = DisclosureSettings.for_site(site)
    if settings.page is None:
        settings.page = page
        settings.save()


def link_products(html: str, links: dict[str, AffiliateLink], place: str) -> str:
    """Turn each href="product:slug" of rich text into the stored form of a paid link; raises ContentError."""

    def stored(match: re.Match) -> str:
        return f'linktype="paid" id="{found(links, match[1], place).pk}"'

    return re.sub(r'href="product:([^"]+)"', stored, html)


def _programme(table: dict[str, Any]) -> AffiliateProgramme:
    values = {
        "sentence": table["sentence"],
        "may_redirect": table["may_redirect"],
        "hosts": "\n".join(table["hosts"]),
        "parameters": "\n".join(table["parameters"]),
    }
    return AffiliateProgramme.objects.get_or_create(name=table["name"], defaults=values)[0]


def _link(table: dict[str, Any], programmes: dict[str, AffiliateProgramme], shelf: Shelf) -> AffiliateLink:
    picture = table.get("picture")
    return AffiliateLink.objects.create(
        **{name: table[name] for name in ("slug", "name", "destination", "pitch")},
        programme=found(programmes, table["programme"], f"products.toml, {table['slug']}"),
        image=shelf.picture(picture, table["name"]) if picture else None,
        notes="Sample content.",
    )
