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
    """`number` of comments are not judged, the oldest of `since`; `words` is "" where nobody has even asked.

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
    unanswered = SpamCheck.objects.filter(asked_at=None, opinion="", comment__state=State.PENDING)
    asked = unanswered.filter(Q(next_at__isnull=False) | ~Q(problem="")).order_by("pk")
    found = list(asked.values_list("comment__created_at", "problem", "next_at")[: COUNTED + 1])
    if not any(words or (next_at and next_at < now - PATIENCE) for _written, words, next_at in found):
        return None
    words = max(((next_at or now, words) for _written, words, next_at in found if words), default=(now, ""))[
        1
    ]
    again_at = min((next_at for *_others, next_at in found if next_at), default=None)
    return Problem(len(found), min(one[0] for one in found), words, max(again_at, now) if again_at else None)
