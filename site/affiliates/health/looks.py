"""What the looks that are kept say about the links of today."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from affiliates.health.advice import advice
from affiliates.health.standing import BAD, Standing, standing
from affiliates.models import AffiliateLink, LinkCheck
from affiliates.states import State, in_state

Verdict = LinkCheck.Verdict


@dataclass(frozen=True)
class Concern:
    """A link that needs a person, and what its looks say."""

    link: AffiliateLink
    standing: Standing

    @property
    def edit_address(self) -> str:
        """The form of the link."""
        return edit_address(self.link)

    @property
    def what_to_do(self) -> str:
        """A sentence."""
        return advice(self.standing.look.verdict) if self.standing.look else ""


def edit_address(link: Any) -> str:
    """Where the link is changed."""
    return reverse(link.snippet_viewset.get_url_name("edit"), args=[link.pk])


def concerns(only: Collection[int] | None = None) -> list[Concern]:
    """The links in use that need a person, or those of them with a key in `only`; broken ones first.

    Two queries, however many there are. Only looks at a link's present destination count.
    """
    links = list(_suspects(only))
    looks = looks_of(links)
    found = [Concern(link, standing(reversed(looks[link.pk]))) for link in links]
    needed = [concern for concern in found if concern.standing.needs_a_person]
    return sorted(needed, key=lambda concern: not concern.standing.is_broken)


def looks_of(links: Iterable[AffiliateLink]) -> defaultdict[int, list[LinkCheck]]:
    """By link: the looks at its present destination, the newest first; one query."""
    found: defaultdict[int, list[LinkCheck]] = defaultdict(list)
    for look in LinkCheck.objects.filter(link__in=links, asked=F("link__destination")):
        found[look.link_id].append(look)
    return found


def last_looks(links: Iterable[Any]) -> dict[int, LinkCheck]:
    """By link (or the keys of links): the newest look at its present destination; one query."""
    later = _of_same(checked_at__gt=OuterRef("checked_at"))
    newest = LinkCheck.objects.filter(link__in=links, asked=F("link__destination")).filter(~Exists(later))
    return {look.link_id: look for look in newest}


def _suspects(only: Collection[int] | None) -> QuerySet[AffiliateLink]:
    """Links in use that were found bad or moved, and not fine since."""
    fine = _of_same(verdict=Verdict.FINE, checked_at__gt=OuterRef("checked_at"))
    bad = LinkCheck.objects.filter(
        link=OuterRef("pk"), asked=OuterRef("destination"), verdict__in=[*BAD, Verdict.MOVED]
    )
    links = in_state(AffiliateLink.objects.all(), State.CURRENT, timezone.localdate())
    links = links if only is None else links.filter(pk__in=only)
    return links.filter(Exists(bad.filter(~Exists(fine)))).order_by("name", "pk")


def _of_same(**more: object) -> QuerySet[LinkCheck]:
    """Other looks at the link and destination of the look outside."""
    return LinkCheck.objects.filter(link=OuterRef("link"), asked=OuterRef("asked"), **more)
