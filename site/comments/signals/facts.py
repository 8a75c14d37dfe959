"""What is known of one comment when the signals look at it, gathered in five small queries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from comments.learning.bayes import Counts
from comments.learning.book import look_up
from comments.learning.words import words_of
from comments.models import Block, Comment
from comments.networks import networks_around, sender_network

MONTH = timedelta(days=30)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Nothing weighs more for being counted further, and a flood makes no post slow.
COUNTED = 100


class Blocked(NamedTuple):
    """A block in force: its kind (Block.Kind) and value."""

    kind: str
    value: str


class Recent(NamedTuple):
    """How many other comments came in the last hour and in the last 24, counted up to COUNTED."""

    hour: int = 0
    day: int = 0


@dataclass(frozen=True)
class Facts:
    """All that a signal may look at.

    `decoy` is what the hidden field held, `seconds` what a script says passed between the first focus
    and sending, None where nobody says. `blocks` are all words in force, and the addresses and networks
    that are this sender's. `elsewhere` counts comments of the last 30 days with the same text by state,
    without the sender's own on the same page. `recent` counts by what they share with this one:
    "email", "address" or "network". `learned` counts decided comments with the words of this one.
    """

    text: str
    name: str = ""
    email: str = ""
    address: str | None = None
    decoy: str = ""
    seconds: float | None = None
    blocks: tuple[Blocked, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    recent: Mapping[str, Recent] = field(default_factory=dict)
    learned: Counts = Counts()


def facts_about(comment: Comment, decoy: str = "", seconds: float | None = None) -> Facts:
    """The facts about `comment`, which need not be stored yet."""
    now = timezone.now()
    others = Comment.objects.exclude(pk=comment.pk) if comment.pk else Comment.objects.all()
    return Facts(
        text=comment.text,
        name=comment.name,
        email=comment.email,
        address=comment.sender_address,
        decoy=decoy,
        seconds=seconds,
        blocks=_blocks(comment, now),
        elsewhere=_elsewhere(comment, others.filter(created_at__gt=now - MONTH)),
        recent=_recent(comment, others.filter(created_at__gt=now - DAY), now - HOUR),
        learned=look_up(words_of(comment.text)),
    )


def _blocks(comment: Comment, now: datetime) -> tuple[Blocked, ...]:
    email = comment.email.lower()
    address = email, f"@{email.rpartition('@')[2]}"
    could = Q(kind=Block.Kind.WORD) | Q(kind=Block.Kind.EMAIL, value__in=address)
    if comment.sender_address:
        could |= Q(kind=Block.Kind.NETWORK, value__in=networks_around(comment.sender_address))
    found = Block.objects.in_force(now).filter(could).order_by()
    return tuple(Blocked(*row) for row in found.values_list("kind", "value"))


def _elsewhere(comment: Comment, others: QuerySet) -> Mapping[str, int]:
    same = others.filter(fingerprint=comment.fingerprint)
    same = same.exclude(page=comment.page_id, email__in=_spellings(comment.email))
    return Counter(same.order_by("-created_at").values_list("state", flat=True)[:COUNTED])


def _recent(comment: Comment, others: QuerySet, hour: datetime) -> dict[str, Recent]:
    times = others.order_by("-created_at")
    by_email = times.filter(email__in=_spellings(comment.email)).values_list("created_at", flat=True)
    found = {"email": _counted(list(by_email[:COUNTED]), hour)}
    if address := comment.sender_address:
        network = sender_network(address)
        near = times.filter(sender_address__within=network).values_list("sender_address", "created_at")
        rows = [(other, at) for other, at in near[:COUNTED] if ip_address(other) in network]
        found["address"] = _counted([at for other, at in rows if other == address], hour)
        found["network"] = _counted([at for _other, at in rows], hour)
    return found


def _counted(times: list[datetime], hour: datetime) -> Recent:
    return Recent(sum(at > hour for at in times), len(times))


def _spellings(email: str) -> set[str]:
    """Comments keep an address as it was typed."""
    return {email, email.lower()}
