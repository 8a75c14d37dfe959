"""Words of erased comments leave the full-text index, too.

SQLite's index only notes at first that a comment no longer holds a word, and drops it when its parts
are merged. At a million comments that takes a while, in short steps, so the task worker does it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from comments.models import Batch, State
from comments.search import lookup

# As far back as a day's job looks for erasures: a scheduler that stood still misses none.
LATELY = timedelta(days=7)


@task(backend="background")
def tidy_words() -> None:
    """Leave nothing in the index of words that no comment holds. Safe to repeat."""
    lookup.tidy()


def tidy_soon() -> None:
    """Have it done after the transaction."""
    transaction.on_commit(lambda: tidy_words.enqueue(), robust=True)


def tidy_after_erasures(now: datetime | None = None) -> bool:
    """Have it done if anything was erased lately; returns whether. For once a day."""
    since = (now or timezone.now()) - LATELY
    was_erased = Batch.objects.filter(to_state=State.ERASED, at__gte=since).exists()
    if was_erased:
        tidy_words.enqueue()
    return was_erased
