"""What an editor should know of a page's links: which of them a programme would pay for."""

from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from affiliates.matching import match
from affiliates.models import AffiliateProgramme
from affiliates.typed_links import TypedLink, typed_links


def hints_for(page: Any) -> list[str]:
    """A sentence for each typed link that should be a managed one; never a reason not to publish.

    One query where the page has links to other sites, none where it has not.
    """
    links = list(dict.fromkeys(typed_links(page))) if isinstance(page, Page) else []
    through_us = [link for link in links if _goes_through_us(link, page)]
    elsewhere = [link for link in links if "//" in link.address and link not in through_us]
    programmes = AffiliateProgramme.objects.exclude(hosts="") if elsewhere else []
    known = [programme.pattern for programme in programmes]
    return [
        *(_hint(link, _host_of(link)) for link in elsewhere if match(link.address, known)),
        *(_hint(link, link.address) for link in through_us),
    ]


def _hint(link: TypedLink, where: str) -> str:
    text = _(
        "“%(text)s” leads to %(where)s, which pays a commission. "
        "Choose the managed link instead, so that it can be counted and replaced."
    )
    return text % {"text": link.text, "where": where}


def _goes_through_us(link: TypedLink, page: Page) -> bool:
    """Whether somebody copied a link's public address from a page of this site."""
    try:
        parts = urlsplit(link.address)
    except ValueError:
        return False
    site = page.get_site()
    is_ours = not parts.netloc or (site is not None and parts.hostname == site.hostname)
    return is_ours and parts.path.startswith(reverse("affiliates:go", args=["x"]).removesuffix("x/"))


def _host_of(link: TypedLink) -> str:
    return urlsplit(link.address.strip()).hostname or link.address
