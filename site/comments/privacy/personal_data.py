"""All that is stored under an e-mail address, for the person who asks for it, as data for JSON."""

from typing import Any

from django.utils import timezone

from comments.models import Block, Comment, Correspondent, Decision, Finding, Report
from comments.privacy.stored import blocks_of, comments_of, correspondents_of


def export(address: str) -> dict[str, Any]:
    """Everything stored under `address`: names are plain English, times ISO 8601 with their zone.

    Who moderated or reported a comment is not told: that is about somebody else.
    """
    comments = comments_of(address).select_related("page", "spam_check").order_by("created_at", "pk")
    related = comments.prefetch_related("decisions__batch", "findings", "reports")
    return {
        "e-mail": address,
        "made": timezone.now(),
        "comments": [_comment(comment) for comment in related],
        "mail": [_correspondent(one) for one in correspondents_of(address)],
        "blocks": [_block(block) for block in blocks_of(address)],
    }


def _comment(comment: Comment) -> dict[str, Any]:
    check = getattr(comment, "spam_check", None)
    return {
        "number": comment.pk,
        "page": {"title": comment.page.title, "address": comment.page.full_url},
        "in reply to": comment.parent_id,
        "about the exercise": comment.exercise or None,
        "name": comment.name,
        "e-mail": comment.email,
        "text": comment.text,
        "written": comment.created_at,
        "edited": comment.edited_at,
        "state": comment.state,
        "written with a staff account": comment.account_id is not None,
        "told about replies": comment.wants_replies,
        "mailed link followed": comment.confirmed_at,
        "network address": comment.sender_address,
        "browser": comment.user_agent or None,
        "came from": comment.referrer or None,
        "sender forgotten": comment.forgotten_at,
        "score": comment.score,
        "learned as": comment.learned_as or None,
        "findings": [_finding(finding) for finding in comment.findings.all()],
        "akismet": {"asked": check.asked_at, "opinion": check.opinion, "told": check.told} if check else None,
        "decisions": [_decision(decision) for decision in comment.decisions.all()],
        "reports": [_report(report) for report in comment.reports.all()],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    batch = decision.batch
    return {
        "at": batch.at,
        "from": decision.from_state,
        "to": decision.to_state,
        "reason": batch.reason,
        "automatic": batch.automatic,
        "undone": batch.undone_at,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "signal": finding.name,
        "points": finding.points,
        "counted": not finding.in_shadow,
        "evidence": finding.evidence,
    }


def _report(report: Report) -> dict[str, Any]:
    return {"at": report.created_at, "reason": report.reason, "closed": report.closed_at}


def _correspondent(one: Correspondent) -> dict[str, Any]:
    return {
        "e-mail": one.email,
        "confirmed": one.confirmed_at,
        "unsubscribed": one.unsubscribed_at,
        "last mail": one.mailed_at,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "value": block.value,
        "note": block.note,
        "since": block.created_at,
        "expires": block.expires_at,
    }
