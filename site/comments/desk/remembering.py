"""The last actions of one person at the desk, so that each can still be undone after the next."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from comments.models import Batch
from comments.models.decision import UNDO_WINDOW

KEY = "comments_desk"
KEPT = 50


def remember(request: HttpRequest, batch: Batch) -> None:
    """Keep `batch` as the last action."""
    request.session[KEY] = [*request.session.get(KEY, []), batch.pk][-KEPT:]


def forget(request: HttpRequest, batch: Batch) -> None:
    """Drop `batch`: it has been undone, or cannot be."""
    request.session[KEY] = [pk for pk in request.session.get(KEY, []) if pk != batch.pk]


def last_action(request: HttpRequest, now: datetime | None = None) -> Batch | None:
    """The last remembered action that can still be undone."""
    keys = request.session.get(KEY, [])
    since = (now or timezone.now()) - UNDO_WINDOW
    # Always asked, so that a page costs the same before and after the first action.
    return Batch.objects.filter(pk__in=keys or [0], undone_at=None, at__gt=since).order_by("-pk").first()
