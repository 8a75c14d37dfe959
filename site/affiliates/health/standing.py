"""What a row of looks at one link means: broken, moved, or nothing to do. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.utils import timezone

from affiliates.models import LinkCheck

Verdict = LinkCheck.Verdict
BAD = {Verdict.GONE, Verdict.HOME, Verdict.UNTAGGED, Verdict.UNREACHABLE, Verdict.FORBIDDEN}
GOOD = {Verdict.FINE, Verdict.MOVED, Verdict.ACCEPTED}
DAYS = 2


class Look(Protocol):
    """What is needed of a `LinkCheck`."""

    verdict: str
    accepted: str
    checked_at: datetime


class Standing(NamedTuple):
    """`look` is the one that tells most about the link now; it needs a person since `since`, if at all."""

    look: Look | None = None
    since: datetime | None = None
    is_broken: bool = False

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody should do something."""
        return self.since is not None


def standing(looks: Iterable[Look]) -> Standing:
    """How a link stands after `looks`, the oldest first, all at its present destination.

    Broken: bad looks on two days of the site's time zone and no good one between or after them. A shop that
    refuses robots is there, so it was not unreachable for good; about anything else a refusal says nothing.
    What a person has accepted counts as good from then on.
    """
    bad: list[Look] = []
    moved: Look | None = None
    last: Look | None = None
    accepted: set[str] = set()
    for look in looks:
        if look.verdict == Verdict.ACCEPTED:
            accepted.add(look.accepted)
        last = look
        if look.verdict in GOOD or look.verdict in accepted:
            bad = []
        elif look.verdict == Verdict.REFUSED:
            bad = [one for one in bad if one.verdict != Verdict.UNREACHABLE]
        else:
            bad.append(look)
        moved = _still_moved(moved, look, accepted)
    if len({_day(one) for one in bad}) >= DAYS:
        return Standing(bad[-1], bad[0].checked_at, is_broken=True)
    if moved and not bad:
        return Standing(moved, moved.checked_at)
    return Standing(last)


def _day(look: Look) -> date:
    """Of the site: the admin shows other times to people who live elsewhere."""
    return timezone.localdate(look.checked_at, timezone.get_default_timezone())


def _still_moved(moved: Look | None, look: Look, accepted: set[str]) -> Look | None:
    """The first look that found the link moved, until one finds it elsewhere."""
    if look.verdict == Verdict.MOVED and Verdict.MOVED not in accepted:
        return moved or look
    return None if look.verdict in GOOD else moved
