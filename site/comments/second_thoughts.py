"""What a writer may still do with a comment that waits: change it, or take it back for good."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.deciding import erase
from comments.models import Comment
from comments.text import fingerprint_of


class TooLate(ValueError):  # noqa: N818 - says what happened
    """The half hour is over, or a moderator has decided."""


@transaction.atomic
def change(comment: Comment, words: dict[str, Any]) -> None:
    """Store new `words` (cleaned data of WritingForm). Raises TooLate."""
    locked = _still_editable(comment)
    locked.name, locked.text = words["name"], words["text"]
    locked.fingerprint, locked.edited_at = fingerprint_of(locked.text), timezone.now()
    locked.save(update_fields=["name", "text", "fingerprint", "edited_at"])


@transaction.atomic
def withdraw(comment: Comment) -> None:
    """Erase it at once, which is final. Raises TooLate."""
    erase([_still_editable(comment).pk], reason=_("Withdrawn by its writer"))


def _still_editable(comment: Comment) -> Comment:
    """The row, locked, so that a decision made in this moment is seen."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if not locked.is_editable():
        raise TooLate
    return locked
