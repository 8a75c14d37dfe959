"""What may not be deleted: links that something shows, programmes that have links."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from affiliates.models import AffiliateLink, AffiliateProgramme
from affiliates.usage import uses

NAMED = 10


class Refusal(NamedTuple):
    """Why `thing` stays, and what has to be changed first (pages, settings or links)."""

    thing: Any
    reason: str
    holders: list[Any]


def refusals(things: Iterable[Any]) -> list[Refusal]:
    """One for each of `things` (links or programmes) that is needed; others are not asked about."""
    things = list(things)
    links = [thing for thing in things if isinstance(thing, AffiliateLink)]
    programmes = [thing for thing in things if isinstance(thing, AffiliateProgramme)]
    return [*_used_links(links), *_programmes_with_links(programmes)]


def _used_links(links: list[AffiliateLink]) -> list[Refusal]:
    used = uses(links) if links else {}
    return [_used(link, [use.user for use in used[link.pk]]) for link in links if used[link.pk]]


def _used(link: AffiliateLink, holders: list[Any]) -> Refusal:
    text = ngettext(
        "“%(name)s” was not deleted: %(count)d page uses it: %(holders)s. "
        "Take it out there first, or switch the link off.",
        "“%(name)s” was not deleted: %(count)d pages use it: %(holders)s. "
        "Take it out there first, or switch the link off.",
        len(holders),
    )
    return _refusal(text, link, holders)


def _programmes_with_links(programmes: list[AffiliateProgramme]) -> list[Refusal]:
    found: dict[int, list[AffiliateLink]] = {}
    for link in AffiliateLink.objects.filter(programme__in=programmes):
        found.setdefault(link.programme_id, []).append(link)
    return [_with_links(programme, found[programme.pk]) for programme in programmes if programme.pk in found]


def _with_links(programme: AffiliateProgramme, links: list[AffiliateLink]) -> Refusal:
    text = ngettext(
        "“%(name)s” was not deleted: it pays for %(count)d link: %(holders)s. "
        "Give that another programme first, or delete it.",
        "“%(name)s” was not deleted: it pays for %(count)d links: %(holders)s. "
        "Give those another programme first, or delete them.",
        len(links),
    )
    return _refusal(text, programme, links)


def _refusal(text: str, thing: Any, holders: list[Any]) -> Refusal:
    named = ", ".join(str(holder) for holder in holders[:NAMED])
    if len(holders) > NAMED:
        named = _("%(named)s and %(more)d more") % {"named": named, "more": len(holders) - NAMED}
    return Refusal(thing, text % {"name": thing, "count": len(holders), "holders": named}, holders[:NAMED])
