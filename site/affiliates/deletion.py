"""What may not be deleted: links that something shows, programmes that have links."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from affiliates.drafts import uses_and_changes
from affiliates.models import AffiliateLink, AffiliateProgramme
from affiliates.usage import Use

NAMED = 10


class Holder(NamedTuple):
    """What has to be changed first (a page, a setting or a link), and how it is called."""

    thing: Any
    name: str


class Refusal(NamedTuple):
    """Why `thing` stays, and some of those that hold it."""

    thing: Any
    reason: str
    holders: list[Holder]


def refusals(things: Iterable[Any]) -> list[Refusal]:
    """One for each of `things` (links or programmes) that is needed; others are not asked about."""
    things = list(things)
    links = [thing for thing in things if isinstance(thing, AffiliateLink)]
    programmes = [thing for thing in things if isinstance(thing, AffiliateProgramme)]
    return [*_used_links(links), *_programmes_with_links(programmes)]


def _used_links(links: list[AffiliateLink]) -> list[Refusal]:
    used = uses_and_changes(links) if links else {}
    return [_used(link, used[link.pk]) for link in links if used[link.pk]]


def _used(link: AffiliateLink, found: list[Use]) -> Refusal:
    text = ngettext(
        "“%(name)s” was not deleted: %(count)d page uses it: %(holders)s. "
        "Take it out there first, or switch the link off.",
        "“%(name)s” was not deleted: %(count)d pages use it: %(holders)s. "
        "Take it out there first, or switch the link off.",
        len(found),
    )
    return _refusal(text, link, [Holder(use.user, use.name) for use in found])


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
    return _refusal(text, programme, [Holder(link, link.name) for link in links])


def _refusal(text: str, thing: Any, holders: list[Holder]) -> Refusal:
    named = ", ".join(holder.name for holder in holders[:NAMED])
    if len(holders) > NAMED:
        named = _("%(named)s and %(more)d more") % {"named": named, "more": len(holders) - NAMED}
    return Refusal(thing, text % {"name": thing, "count": len(holders), "holders": named}, holders[:NAMED])
