"""What a mail to a moderator tells of one comment."""

from typing import Any

from comments.mail.writing import one_line, quoted
from comments.models import Comment


def entry_of(comment: Comment, decide: str, most: int) -> dict[str, Any]:
    """For `comments/mail/_entry.txt`: up to `most` characters of the text; `decide` is the link's path."""
    return {
        "comment": comment,
        "quoted": quoted(comment.text, most),
        "answered": one_line(comment.parent.text) if comment.parent else "",
        "findings": sorted(comment.findings.all(), key=lambda finding: -finding.points),
        "decide": decide,
    }
