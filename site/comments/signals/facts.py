"""What is known of one comment when the signals look at it, gathered in five small queries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from ipaddress import ip_address
from typing import Any, NamedTuple

from django.db.models import DateTimeField, IntegerField, Q, QuerySet
from django.utils import timezone

from comments.learning.bayes import Counts
from comments.learning.book import look_up
from comments.learning.words import words_of
from comments.models import Block, Comment
from comments.networks import networks_around, sender_network
from comments.prepared import Prepared, Slot

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
    return Facts(
        text=comment.text,
        name=comment.name,
        email=comment.email,
        address=comment.sender_address,
        decoy=decoy,
        seconds=seconds,
        blocks=_blocks(comment, now),
        elsewhere=_elsewhere(comment, now - MONTH),
        recent=_recent(comment, now - DAY, now - HOUR),
        learned=look_up(words_of(comment.text)),
    )


def _blocks(comment: Comment, now: datetime) -> tuple[Blocked, ...]:
    email = comment.email.lower()
    networks = networks_around(comment.sender_address) if comment.sender_address else []
    values = {f"network {at}": network for at, network in enumerate(networks)}
    found = _blocks_around(len(networks)).rows(
        now=now, email=email, domain=f"@{email.rpartition('@')[2]}", **values
    )
    return tuple(Blocked(*row) for row in found)


def _elsewhere(comment: Comment, since: datetime) -> Mapping[str, int]:
    asked = {"fingerprint": comment.fingerprint, "page": comment.page_id}
    found = _SAME_TEXT.rows(own=comment.pk or 0, since=since, **asked, **_spellings(comment.email))
    return Counter(state for (state,) in found)


def _recent(comment: Comment, since: datetime, hour: datetime) -> dict[str, Recent]:
    own = comment.pk or 0
    by_email = _SAME_EMAIL.rows(own=own, since=since, **_spellings(comment.email))
    found = {"email": _counted([at for (at,) in by_email], hour)}
    if address := comment.sender_address:
        network = sender_network(address)
        others = Comment.objects.exclude(pk=own).filter(created_at__gt=since).order_by("-created_at")
        near: Any = others.filter(sender_address__within=network).values_list("sender_address", "created_at")
        # Of IPv6 addresses, the index may find a few that only look alike.
        rows = [row for row in near[:COUNTED] if network.version == 4 or ip_address(row[0]) in network]
        found["address"] = _counted([at for other, at in rows if other == address], hour)
        found["network"] = _counted([at for _other, at in rows], hour)
    return found


def _counted(times: list[datetime], hour: datetime) -> Recent:
    return Recent(sum(at > hour for at in times), len(times))


def _spellings(email: str) -> dict[str, str]:
    """Comments keep an address as it was typed."""
    return {"email": email, "lower": email.lower()}


# -- the questions ---------------------------------------------------------------------------------
def _others() -> QuerySet[Comment]:
    others = Comment.objects.exclude(pk=Slot("own", IntegerField()))
    return others.filter(created_at__gt=Slot("since", DateTimeField())).order_by("-created_at")


@cache
def _blocks_around(networks: int) -> Prepared:
    """The blocks in force of all words, of an address and its domain, and of so many networks."""
    could = Q(kind=Block.Kind.WORD)
    could |= Q(kind=Block.Kind.EMAIL, value__in=[Slot("email"), Slot("domain")])
    if networks:
        around = [Slot(f"network {at}") for at in range(networks)]
        could |= Q(kind=Block.Kind.NETWORK, value__in=around)
    now: Any = Slot("now", DateTimeField())
    return Prepared(lambda: Block.objects.in_force(now).filter(could).order_by().values_list("kind", "value"))


_BY_EMAIL = Q(email__in=[Slot("email"), Slot("lower")])
_SAME_EMAIL = Prepared(lambda: _others().filter(_BY_EMAIL).values_list("created_at")[:COUNTED])
_SAME_TEXT = Prepared(
    lambda: (
        _others()
        .filter(fingerprint=Slot("fingerprint"))
        .exclude(_BY_EMAIL, page=Slot("page", IntegerField()))
        .values_list("state")[:COUNTED]
    )
)
