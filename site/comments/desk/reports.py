"""What the desk shows of readers' reports: on the rows, and how many comments are reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from comments.models import Comment, Report

COUNTED = 10_000


@dataclass
class Reported:
    """The open reports of one comment: how many for each reason (in words), and the details given."""

    reasons: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many there are."""
        return self.reasons.total()

    @property
    def by_reason(self) -> list[tuple[str, int]]:
        """The reasons with their numbers, the commonest first."""
        return self.reasons.most_common()


def open_reports(comments: Iterable[Comment]) -> dict[int, Reported]:
    """The open reports of `comments` by comment, with one query; those without any are left out."""
    found: dict[int, Reported] = {}
    reports = Report.objects.open().filter(comment__in=[comment.pk for comment in comments])
    for report in reports.order_by("created_at", "pk"):
        reported = found.setdefault(report.comment_id, Reported())
        reported.reasons[report.get_reason_display()] += 1
        if report.details:
            reported.details.append(report.details)
    return found


def number_reported() -> int:
    """How many comments have open reports, counted only a little beyond COUNTED."""
    return Comment.objects.reported().order_by()[: COUNTED + 1].count()
