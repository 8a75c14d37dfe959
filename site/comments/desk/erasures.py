"""When the words of comments that a moderator has erased are deleted, and the action that did it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from comments.models import Comment, Decision, State
from comments.models.decision import UNDO_WINDOW


class Erasure(NamedTuple):
    """The words go `at` that time; until then `batch` can be undone, with all its `number`."""

    at: datetime
    batch: int
    number: int

    @property
    def can_be_undone(self) -> bool:
        """Whether that time is to come."""
        return timezone.now() < self.at


def add_erasures(comments: Iterable[Comment]) -> None:
    """Give each of `comments` that still has its words to lose an `erasure`. Always one query."""
    erased = {comment.pk: comment for comment in comments if comment.state == State.ERASED and comment.text}
    decisions = Decision.objects.filter(
        comment__in=erased or [0], to_state=State.ERASED, batch__undone_at=None
    )
    counted = decisions.annotate(number=Count("batch__decisions")).order_by("pk")
    for key, at, batch, number in counted.values_list("comment", "batch__at", "batch", "number"):
        erased[key].erasure = Erasure(at + UNDO_WINDOW, batch, number)  # type: ignore[attr-defined]
