"""The honeypot as the form sent it: Akismet wants the field's name, and under that name what was in it."""

from comments.models import Comment, SignalName


def hidden_field_of(comment: Comment) -> dict[str, str]:
    """The two fields for it; none where nobody has filled it in."""
    finding = comment.findings.filter(name=SignalName.HONEYPOT).first()
    evidence = finding.evidence if finding else {}
    name = str(evidence.get("field", ""))
    return {"honeypot_field_name": name, name: str(evidence.get("value", ""))} if name else {}
