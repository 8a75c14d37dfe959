"""Looking at links in the background: no request and no scheduler waits for a shop."""

from django.conf import settings
from django_tasks import task

from affiliates.health import rounds

# The worker does one thing after the other: mail must not wait long for a slow shop.
SECONDS = 20
AT_ONCE = 20
LATER_THAN_OTHERS = -10


@task(backend="background", priority=LATER_THAN_OTHERS)
def look_at_due() -> int:
    """Look at some of the links that are due; returns at how many. Safe to repeat."""
    try:
        return rounds.go_round(rounds.due()[:AT_ONCE], seconds=SECONDS).total()
    except rounds.Busy:
        return 0


def see_to_due() -> None:
    """Give a worker the links that nobody has looked at today."""
    if settings.CHECK_PAID_LINKS and rounds.due().exists():
        look_at_due.enqueue()
