"""Forgetting senders: network address, browser and where they came from, with every copy of them.

Thirty days after a comment was written (the setting COMMENT_SENDER_DAYS) nothing tells any more from
where it was sent. Run every hour; each step takes a few hundred rows, so that others who write to the
database wait for milliseconds only.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from comments.models import Block, Comment, Finding, Report
from comments.privacy.block_log import forget_labels
from comments.privacy.traces import without_sender

# A tenth of a second or so on SQLite, where everybody else waits meanwhile.
ROWS = 500


class Forgotten(NamedTuple):
    """Comments and reports that lost their sender, blocks that ended, log entries that named a block."""

    comments: int
    reports: int
    blocks: int
    log_entries: int


def forget_senders(now: datetime | None = None, rows: int = ROWS) -> Forgotten:
    """Erase what is due, at most `rows` rows at a time; may be run again at any moment."""
    now = now or timezone.now()
    before = now - timedelta(days=settings.COMMENT_SENDER_DAYS)
    comments = Comment.objects.filter(forgotten_at=None, created_at__lt=before).order_by("created_at")
    reports = Report.objects.filter(sender_address__isnull=False, created_at__lt=before)
    return Forgotten(
        comments=sum(_forget_comments(keys, now) for keys in _chunks(comments, rows)),
        reports=sum(
            Report.objects.filter(pk__in=keys).update(sender_address=None) for keys in _chunks(reports, rows)
        ),
        blocks=Block.objects.filter(expires_at__lte=now).delete()[0],
        log_entries=forget_labels(before),
    )


def _chunks(due: QuerySet, rows: int) -> Iterator[list[int]]:
    """Keys of rows that are due, until there are none; whoever takes them makes them not due any more."""
    while keys := list(due.values_list("pk", flat=True)[:rows]):
        yield keys


@transaction.atomic
def _forget_comments(keys: list[int], now: datetime) -> int:
    _forget_evidence(keys)
    return Comment.objects.filter(pk__in=keys).update(
        sender_address=None, user_agent="", referrer="", forgotten_at=now
    )


def _forget_evidence(keys: list[int]) -> None:
    found = Finding.objects.filter(comment__in=keys).exclude(evidence={}).only("evidence")
    changed = []
    for finding in found:
        evidence = without_sender(finding.evidence)
        if evidence != finding.evidence:
            finding.evidence = evidence
            changed.append(finding)
    Finding.objects.bulk_update(changed, ["evidence"], batch_size=500)
