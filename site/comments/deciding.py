"""Changing the state of comments, and taking such a change back. Every change is logged."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Batch, Comment, Decision, State


class CannotUndo(ValueError):  # noqa: N818 - says what happened
    """The ten minutes are over, it is final, or somebody has undone it already; `str()` says which."""


@transaction.atomic
def decide(keys: Iterable[int], to: State, by: Any = None, reason: str = "") -> Batch:
    """Give the comments with these `keys` the state `to`, as one batch; returns the batch.

    Comments that have the state already, that are erased (which is final) or that do not exist are
    left out; `batch.decisions` tells which changed. The rows are locked, so of two moderators who
    decide at once the second changes what the first left.
    """
    comments = (
        Comment.objects.select_for_update().filter(pk__in=list(keys)).exclude(state__in=[to, State.ERASED])
    )
    changing = list(comments.only("pk", "state"))
    batch = Batch.objects.create(to_state=to, by=by, reason=reason)
    Decision.objects.bulk_create(
        Decision(comment=comment, batch=batch, from_state=comment.state, to_state=to) for comment in changing
    )
    Comment.objects.filter(pk__in=[comment.pk for comment in changing]).update(state=to)
    return batch


@transaction.atomic
def erase(keys: Iterable[int], by: Any = None, reason: str = "") -> Batch:
    """Erase the comments with these `keys` for good: words, name, addresses and account go.

    Their places, replies and decisions stay. The fingerprint goes too: of a short text, it tells the words.
    """
    batch = decide(keys, State.ERASED, by, reason)
    Comment.objects.filter(pk__in=batch.decisions.values("comment")).update(
        name="", email="", text="", sender_address=None, user_agent="", fingerprint="",
        account=None, wants_replies=False,
    )  # fmt: skip
    return batch


@transaction.atomic
def undo(batch: Batch, by: Any) -> Batch:
    """Give each comment of `batch` back the state it had, unless it was decided anew; logged as a batch.

    Returns the batch as it is now. Raises CannotUndo after ten minutes, the second time, and for what
    was erased.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    _require_undoable(batch)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    before: dict[str, list[int]] = {}
    for decision in _standing(batch):
        before.setdefault(decision.from_state, []).append(decision.comment_id)
    for state, keys in before.items():
        decide(keys, State(state), by, _("Undone"))
    return batch


def _require_undoable(batch: Batch) -> None:
    if batch.to_state == State.ERASED:
        raise CannotUndo(_("What was erased is gone for good."))
    if batch.undone_at:
        raise CannotUndo(_("That was undone already."))
    if not batch.can_be_undone():
        raise CannotUndo(
            _("It is too late: a decision can be undone for ten minutes. Decide about the comments anew.")
        )


def _standing(batch: Batch) -> Iterable[Decision]:
    """The decisions of `batch` that are still the last word about their comments, which are locked."""
    comments = Comment.objects.select_for_update().filter(pk__in=batch.decisions.values("comment"))
    locked = list(comments.values_list("pk", flat=True))
    later = Decision.objects.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
    return batch.decisions.filter(~Exists(later), comment__in=locked)
