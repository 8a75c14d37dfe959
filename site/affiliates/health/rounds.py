"""Which links are to be looked at, and what was found there."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.utils import timezone

from affiliates.health.fetching import Fetcher
from affiliates.health.following import SECONDS, look
from affiliates.health.pace import Pace
from affiliates.health.verdicts import judge
from affiliates.models import AffiliateLink, HealthRound, LinkCheck
from affiliates.states import State, in_state

logger = logging.getLogger("plumbline.affiliates")

# A look that died is over after that; longer than any that lives.
TURN = timedelta(seconds=4 * SECONDS)
KEPT_DAYS = 90


@dataclass
class Tools:
    """With what links are looked at; tests have their own."""

    fetcher: Fetcher = field(default_factory=Fetcher)
    pace: Pace = field(default_factory=Pace)


class Busy(Exception):  # noqa: N818 - a state, not an error
    """Another round is going on, here or on another machine."""


def current() -> QuerySet[AffiliateLink]:
    """The links that lead somewhere themselves, those first that nobody has looked at for longest."""
    links = in_state(AffiliateLink.objects.select_related("programme"), State.CURRENT, timezone.localdate())
    return links.order_by(F("last_look").asc(nulls_first=True), "pk").annotate(
        last_look=Max("checks__checked_at")
    )


def due() -> QuerySet[AffiliateLink]:
    """Those without a look at their present destination on this day of the site's time zone."""
    midnight = timezone.localtime(timezone=timezone.get_default_timezone()).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    today = LinkCheck.objects.filter(
        link=OuterRef("pk"), asked=OuterRef("destination"), checked_at__gte=midnight
    ).exclude(verdict=LinkCheck.Verdict.ACCEPTED)
    return current().filter(~Exists(today))


def go_round(
    links: Iterable[AffiliateLink], tools: Tools | None = None, seconds: float | None = None
) -> Counter[str]:
    """Look at `links`, one after the other, and store what was found; returns how often each verdict came.

    No look begins after `seconds`; the next round goes on, since what was looked at is stored at once.
    Raises `Busy` where another round is going on.
    """
    tools = tools or Tools()
    turn = HealthRound.begin(TURN)
    if turn is None:
        raise Busy
    counts: Counter[str] = Counter()
    began = tools.pace.clock()
    try:
        for link in _by_turns(links):
            if seconds is not None and tools.pace.clock() - began >= seconds:
                break
            if (kept := HealthRound.extend(turn, TURN)) is None:
                break
            turn = kept
            if check := _look_at(link, tools):
                counts[check.verdict] += 1
    finally:
        HealthRound.end(turn)
    return counts


def forget_old(now: datetime | None = None) -> int:
    """Delete looks from before the days that are kept; returns how many."""
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    return LinkCheck.objects.filter(checked_at__lt=before).delete()[0]


def _look_at(link: AffiliateLink, tools: Tools) -> LinkCheck | None:
    """One look, stored; None where the link was deleted meanwhile, or where we failed ourselves."""
    try:
        seen = look(link.destination, tools.fetcher, tools.pace)
    except Exception:  # a mistake of ours with one link must not keep all others from being looked at
        logger.exception("Paid link %s was not looked at.", link.pk)
        return None
    pattern = link.programme.pattern
    verdict, address, note = judge(seen, pattern.hosts, pattern.parameters)
    check = LinkCheck(
        link=link,
        asked=link.destination,
        verdict=verdict,
        status=seen.status,
        final_address=address if len(address) <= 2000 else "",
        note=note[:200],
    )
    with transaction.atomic():
        if not AffiliateLink.objects.select_for_update().filter(pk=link.pk).exists():
            return None
        check.save()
    return check


def _by_turns(links: Iterable[AffiliateLink]) -> list[AffiliateLink]:
    """`links`, a first one of each host, then a second one: so that few have to wait for their host."""
    before: Counter[str] = Counter()
    places = []
    for link in links:
        host = urlsplit(link.destination).hostname or ""
        places.append((before[host], link))
        before[host] += 1
    return [link for _place, link in sorted(places, key=lambda place: place[0])]
