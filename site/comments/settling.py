"""What has to wait until a decision cannot be undone any more: mail, feedback, the end of an erasure.

A decision is settled ten minutes after it was made, and only the last one about a comment acts. An
undone decision needs no care of its own: by then the comment has its former state again.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from comments.akismet.feedback import tell as teach_akismet
from comments.erasing import wipe
from comments.mail.occasions import announce, ask_to_confirm
from comments.models import Comment, Decision, State
from comments.models.decision import UNDO_WINDOW

logger = logging.getLogger("plumbline.comments")


def finish_erasure(comment: Comment) -> None:
    """What a moderator has erased loses its words now."""
    if comment.state == State.ERASED:
        wipe([comment.pk])


# Each is called with the locked comment, in a transaction, maybe more than once; slow work is for tasks.
AFTERMATH: list[Callable[[Comment], None]] = [
    finish_erasure,
    teach_akismet,
    ask_to_confirm,
    announce,
]


def settle(now: datetime | None = None, limit: int = 1000) -> int:
    """Settle up to `limit` decisions whose ten minutes are over; returns of how many comments."""
    until = (now or timezone.now()) - UNDO_WINDOW
    due = Decision.objects.filter(settled_at=None, batch__at__lte=until).order_by("pk")
    return sum(_try(key, until) for key in dict.fromkeys(due.values_list("comment_id", flat=True)[:limit]))


def _try(key: int, until: datetime) -> bool:
    """One comment's trouble must not keep the others waiting; it is tried again next time."""
    try:
        _settle(key, until)
    except Exception:
        logger.exception("Comment %d could not be settled", key)
        return False
    return True


@transaction.atomic
def _settle(key: int, until: datetime) -> None:
    comment = Comment.objects.select_for_update().get(pk=key)
    unsettled = comment.decisions.filter(settled_at=None)
    unsettled.filter(batch__at__lte=until).update(settled_at=timezone.now())
    if not unsettled.exists():
        for act in AFTERMATH:
            act(comment)
