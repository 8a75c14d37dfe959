"""What a row of the desk shows besides its comment: how many more are like it, the verdict, who decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, Value

from comments.desk.reports import Reported, open_reports
from comments.desk.verdicts import Told, verdicts_on
from comments.models import Comment, Decision, State
from comments.pins import pin

LONG_TEXT = 240
LONG_LINES = 3


@dataclass(frozen=True)
class Row:
    """A comment, how many others that wait have the same sender or text, reports and verdict.

    `is_automatic` says that its state is no person's decision.
    """

    comment: Comment
    same_sender: int = 0
    same_text: int = 0
    reports: Reported | None = None
    told: Told | None = None
    is_automatic: bool = False

    @property
    def is_long(self) -> bool:
        """Whether only the first lines are shown at first."""
        text = self.comment.text
        return len(text) > LONG_TEXT or text.count("\n") >= LONG_LINES

    @property
    def is_erased(self) -> bool:
        """Whether nothing is left to decide."""
        return self.comment.state == State.ERASED


def rows_of(comments: Iterable[Comment]) -> list[Row]:
    """The rows for `comments`, with a few queries for all of them; each comment gets its `pin`."""
    comments = list(comments)
    pin(comments)
    reports = open_reports(comments)
    like = _waiting_like(comments)
    verdicts = verdicts_on(comments)
    automatic = _decided_by_nobody(comments)
    return [
        Row(
            comment,
            _others(like, "email", comment.email, comment),
            _others(like, "fingerprint", comment.fingerprint, comment),
            reports.get(comment.pk),
            verdicts.get(comment.pk),
            comment.pk in automatic,
        )
        for comment in comments
    ]


def _decided_by_nobody(comments: list[Comment]) -> set[int]:
    """Those of `comments` whose last decision was automatic; what was undone is none. Always one query."""
    decisions = Decision.objects.filter(comment__in=[comment.pk for comment in comments] or [0])
    standing = decisions.filter(batch__undone_at=None, batch__undoes=None)
    last = dict(standing.order_by("pk").values_list("comment", "batch__automatic"))
    return {key for key, is_automatic in last.items() if is_automatic}


def _waiting_like(comments: list[Comment]) -> dict[tuple[str, str], int]:
    """How many wait with each e-mail address and each fingerprint of `comments`."""
    if not comments:
        return {}
    by_sender, by_text = (_counts(field, comments) for field in ("email", "fingerprint"))
    return {(kind, value): number for kind, value, number in by_sender.union(by_text, all=True)}


def _counts(field: str, comments: list[Comment]) -> Any:
    values = {getattr(comment, field) for comment in comments} - {""}
    return (
        Comment.objects.waiting()
        .filter(**{f"{field}__in": values or {None}})
        .order_by()
        .annotate(kind=Value(field, CharField()), value=F(field))
        .values("kind", "value")
        .annotate(number=Count("pk"))
        .values_list("kind", "value", "number")
    )


def _others(like: dict[tuple[str, str], int], kind: str, value: str, comment: Comment) -> int:
    return max(0, like.get((kind, value), 0) - (comment.state == State.PENDING))
