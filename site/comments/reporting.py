"""Readers' reports of published comments, each stored once. What a moderator decides closes them."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from comments.earlier import TooMany
from comments.models import Comment, Report

SAME_REPORT = timedelta(days=1)
RATE_WINDOW = timedelta(hours=1)
MAX_IN_WINDOW = 10


@transaction.atomic
def report(comment: Comment, words: dict[str, Any], address: str | None) -> Report | None:
    """Store `words` (cleaned data of ReportForm) about `comment`; None where readers no longer see it.

    A second report from the same address within a day is the first one. Raises TooMany. The comment is
    locked, so that two copies of one report, sent at once, are stored once, and so that a decision either
    closes the report or is seen here.
    """
    locked = Comment.objects.shown().select_for_update().filter(pk=comment.pk).first()
    if locked is None:
        return None
    if address and (earlier := _recent(address, SAME_REPORT).filter(comment=locked).first()):
        return earlier
    _refuse_too_many(address)
    return Report.objects.create(comment=locked, sender_address=address, **words)


def _recent(address: str, window: timedelta) -> Any:
    return Report.objects.filter(sender_address=address, created_at__gt=timezone.now() - window)


def _refuse_too_many(address: str | None) -> None:
    if address is None:
        return
    times = _recent(address, RATE_WINDOW).order_by("-created_at").values_list("created_at", flat=True)
    recent = list(times[:MAX_IN_WINDOW])
    if len(recent) == MAX_IN_WINDOW:
        raise TooMany(recent[-1] + RATE_WINDOW)
