"""Changing the state of comments, and taking such a change back. Every change is logged.

Readers see the new state at once. What reaches others (mail, feedback) or cannot be brought back (the
words of an erased comment) waits in comments.settling until the change cannot be undone any more.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.erasing import wipe
from comments.learning.lessons import learn_from
from comments.models import Batch, Comment, Decision, Report, State
from comments.models.decision import STANDING


class CannotUndo(ValueError):  # noqa: N818 - says what happened
    """The ten minutes are over, it is final, or somebody has undone it already; `str()` says which."""


@transaction.atomic
def decide(
    keys: Iterable[int], to: State, by: Any = None, reason: str = "", *, automatic: bool = False
) -> Batch:
    """Give the comments with these `keys` the state `to`, as one batch; returns the batch.

    Comments that have the state already, that are erased or that do not exist are left out, except that
    one with open reports may be given its own state again, which closes them: it is kept as it is.
    `batch.decisions` tells which changed. The rows are locked, so of two moderators who decide at
    once the second changes what the first left. `automatic` says that no person decided.
    """
    batch = Batch.objects.create(to_state=to, by=by, reason=reason, automatic=automatic)
    to_decide = ~Q(state=to)
    if not automatic:
        to_decide |= Q(pk__in=Comment.objects.reported().values("pk"))
    _change(batch, Comment.objects.filter(to_decide, pk__in=list(keys)).exclude(state=State.ERASED))
    if not automatic:
        Report.objects.close(batch)
        learn_from(batch)
    return batch


def _change(batch: Batch, comments: Any) -> None:
    changing = list(comments.select_for_update().only("pk", "state"))
    Decision.objects.bulk_create(
        Decision(
            comment=comment,
            batch=batch,
            from_state=comment.state,
            to_state=batch.to_state,
            # Where nothing changes, there is nothing to tell others in ten minutes.
            settled_at=batch.at if comment.state == batch.to_state else None,
        )
        for comment in changing
    )
    Comment.objects.filter(pk__in=[comment.pk for comment in changing]).update(state=batch.to_state)


@transaction.atomic
def erase(keys: Iterable[int], by: Any = None, reason: str = "") -> Batch:
    """Erase the comments with these `keys` for good and at once, as a person may ask for whom they are about.

    A moderator's own erasing is `decide(keys, State.ERASED, …)`, which can be undone for ten minutes. That
    somebody made an end of those minutes is logged, too.
    """
    keys = list(keys)
    unfinished = Comment.objects.filter(pk__in=keys, state=State.ERASED).exclude(text="")
    cut_short = list(unfinished.values_list("pk", flat=True))
    batch = decide(keys, State.ERASED, by, reason)
    _change(batch, Comment.objects.filter(pk__in=cut_short))
    wipe(Comment.objects.filter(pk__in=keys, state=State.ERASED).values_list("pk", flat=True))
    return batch


@transaction.atomic
def undo(batch: Batch, by: Any) -> Batch:
    """Give each comment of `batch` back the state it had, unless it was decided anew; logged as a batch.

    Returns the batch as it is now. Raises CannotUndo after ten minutes, the second time, and where
    all its comments were erased for good.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    _require_undoable(batch)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    before: dict[str, list[int]] = {}
    for decision in _standing(batch):
        before.setdefault(decision.from_state, []).append(decision.comment_id)
    for state, keys in before.items():
        back = Batch.objects.create(to_state=state, by=by, reason=_("Undone"), undoes=batch)
        _change(back, Comment.objects.filter(pk__in=keys))
        Report.objects.reopen(batch, keys)
    learn_from(batch)
    return batch


def has_been_decided(comment: Comment) -> bool:
    """Whether a person's decision about `comment` stands, of whatever kind."""
    return standing_decision(comment) is not None


def is_held(comment: Comment) -> bool:
    """Whether no person has decided yet, as its writer is told: what the filter thinks is not for outside."""
    filed_away = comment.state in (State.SPAM, State.ERASED)
    return comment.state == State.PENDING or (filed_away and not has_been_decided(comment))


def standing_decision(comment: Comment) -> Decision | None:
    """The last decision that a person made about `comment` and nobody took back."""
    return comment.decisions.filter(STANDING).order_by("-pk").first()


def _require_undoable(batch: Batch) -> None:
    if batch.undone_at:
        raise CannotUndo(_("That was undone already."))
    if batch.to_state == State.ERASED and not batch.decisions.exclude(comment__text="").exists():
        raise CannotUndo(_("What was erased is gone for good."))
    if not batch.can_be_undone():
        raise CannotUndo(
            _("It is too late: a decision can be undone for ten minutes. Decide about the comments anew.")
        )


def _standing(batch: Batch) -> Iterable[Decision]:
    """The decisions of `batch` that are still the last word about their comments, which are locked.

    A comment that has lost its words cannot come back.
    """
    comments = Comment.objects.select_for_update().filter(pk__in=batch.decisions.values("comment"))
    locked = list(comments.exclude(text="").values_list("pk", flat=True))
    later = Decision.objects.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
    return batch.decisions.filter(~Exists(later), comment__in=locked)
