"""What an editor should know of the links somebody typed: which of them a programme would pay for."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from affiliates.matching import as_browsers_read, match
from affiliates.models import AffiliateProgramme
from affiliates.typed_links import TypedLink, typed_links


def hints_for(thing: Any) -> list[str]:
    """A sentence for each typed link of a page or snippet that should be a managed one; never a reason not
    to publish. Addresses are read as browsers and `affiliates.disclosing` read them.

    One query where there are links to other sites, none where there are not.
    """
    found = typed_links(thing) if isinstance(thing, Model) else []
    links = dict.fromkeys(TypedLink(as_browsers_read(link.address), link.text) for link in found)
    through_us = [link for link in links if _goes_through_us(link, thing)]
    elsewhere = [link for link in links if "//" in link.address and link not in through_us]
    programmes = AffiliateProgramme.objects.exclude(hosts="") if elsewhere else []
    known = [programme.pattern for programme in programmes]
    return [
        *(_hint(link, _host(link)) for link in elsewhere if match(link.address, known)),
        *(_hint(link, link.address) for link in through_us),
    ]


def _hint(link: TypedLink, where: str) -> str:
    text = _(
        "“%(text)s” leads to %(where)s, which pays a commission. "
        "Choose the managed link instead, so that it can be counted and replaced."
    )
    return text % {"text": link.text, "where": where}


def _goes_through_us(link: TypedLink, thing: Model) -> bool:
    """Whether somebody copied a link's public address from a page of this site."""
    try:
        parts = urlsplit(link.address)
    except ValueError:
        return False
    if not parts.path.startswith(reverse("affiliates:go", args=["x"]).removesuffix("x/")):
        return False
    site = thing.get_site() if isinstance(thing, Page) else Site.objects.filter(is_default_site=True).first()
    return not parts.netloc or (site is not None and parts.hostname == site.hostname)


def _host(link: TypedLink) -> str:
    return urlsplit(link.address).hostname or link.address
