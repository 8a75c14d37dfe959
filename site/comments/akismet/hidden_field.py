"""What somebody typed into the field that people do not see."""

from comments.models import Comment, SignalName


def typed_into_hidden_field(comment: Comment) -> str:
    """The beginning of it; "" where there was nothing."""
    finding = comment.findings.filter(name=SignalName.HONEYPOT).first()
    return str(finding.evidence.get("value", "")) if finding else ""
