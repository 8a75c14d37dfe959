"""What the desk says while Akismet does not answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Q
from django.utils import timezone

from comments.akismet.switch import has_key
from comments.models import SpamCheck, State

COUNTED = 1_000
# A task that nobody has taken by then: the worker is busy, or there is none.
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Problem:
    """`number` of comments wait in vain, since the oldest came; `words` is "" where nobody has even asked.

    `again_at` is when the next is asked about, None where that was given up.
    """

    number: int
    since: datetime
    words: str
    again_at: datetime | None

    @property
    def number_in_words(self) -> str:
        """The number, with a plus where it was not counted further."""
        return f"{intcomma(COUNTED)}+" if self.number > COUNTED else intcomma(self.number)


def current_problem(now: datetime | None = None) -> Problem | None:
    """What waits for Akismet in vain, with one query, or none where Akismet is off."""
    now = now or timezone.now()
    if not has_key():
        return None
    in_vain = ~Q(problem="") | Q(next_at__lt=now - PATIENCE)
    checks = SpamCheck.objects.filter(in_vain, asked_at=None, comment__state=State.PENDING)
    found = list(
        checks.order_by("pk").values_list("comment__created_at", "problem", "next_at")[: COUNTED + 1]
    )
    if not found:
        return None
    asked = [(next_at or now, words) for _written, words, next_at in found if words]
    again = [next_at for *_others, next_at in found if next_at]
    return Problem(
        len(found), min(one[0] for one in found), max(asked)[1] if asked else "", min(again, default=None)
    )
