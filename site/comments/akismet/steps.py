"""One comment's next step with Akismet, taken by a worker: a question, or a lesson."""

import logging
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from comments.akismet.switch import has_key
from comments.akismet.teaching import teach
from comments.akismet.trouble import Trouble
from comments.akismet.verdicts import ask
from comments.akismet.waiting import claim, close, due, is_paused, pause, try_later
from comments.models import SpamCheck, State
from comments.models.decision import UNDO_WINDOW

logger = logging.getLogger("plumbline.comments")


def take(key: int, now: datetime | None = None) -> bool:
    """Take the step that is due for the comment `key`; False where none is due, or none may be taken now."""
    now = now or timezone.now()
    if not has_key() or is_paused():
        return False
    check = claim(key, now)
    if check is None:
        return False
    try:
        _act(check, now)
    except Trouble as trouble:
        logger.warning("Comment %d: %s", key, trouble)
        try_later(check, trouble, now)
        pause(trouble)
    except Exception:
        # A fault of ours about one comment must not keep the others waiting.
        logger.exception("Comment %d could not be brought before Akismet", key)
        try_later(check, Trouble(_("Asking failed here; the log says why.")), now)
    return True


def catch_up() -> int:
    """Take the steps that are overdue, a bounded number; returns how many. Stops at the first trouble."""
    return sum(take(key) for key in due())


def _act(check: SpamCheck, now: datetime) -> None:
    if check.asked_at:
        teach(check)
    elif check.comment.state == State.ERASED:
        # Nothing of it is sent any more, unless the erasing is undone.
        close(check, next_at=now + UNDO_WINDOW)
    else:
        ask(check, now)
