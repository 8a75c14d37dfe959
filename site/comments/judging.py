"""From what the signals say about a comment to its score, and from the score to where it is filed.

The filter files spam by itself; it never overrules a person, and publishing is a policy's matter
(see comments.publishing).
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from comments.deciding import decide, has_been_decided
from comments.models import Comment, FilterSettings, Finding, Mode, State


class Signal(NamedTuple):
    """What one signal says: its name, its `weight` from -1 to 1 (the share of the site's points for it
    that count; below zero it speaks for the comment) and the evidence, whose keys are the signal's own."""

    name: str
    weight: float
    evidence: dict[str, Any]


class Verdict(StrEnum):
    """The filter's opinion."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"
    SPAM = "spam"


def verdict_of(score: int, rules: FilterSettings) -> Verdict:
    """The verdict that a score means under the site's thresholds."""
    if score >= rules.spam_from:
        return Verdict.SPAM
    return Verdict.DOUBTFUL if score >= rules.doubtful_from else Verdict.CLEAR


def findings_of(signals: Iterable[Signal], rules: FilterSettings) -> list[Finding]:
    """The signals as unsaved findings, in points; what is switched off is left out."""
    return [
        Finding(
            name=signal.name,
            points=round(signal.weight * rules.points_of(signal.name)),
            in_shadow=rules.mode_of(signal.name) == Mode.SHADOW,
            evidence=signal.evidence,
        )
        for signal in signals
        if rules.mode_of(signal.name) != Mode.OFF
    ]


def score_of(findings: Iterable[Finding]) -> int:
    """The points that count, added up."""
    return sum(finding.points for finding in findings if not finding.in_shadow)


def keep(comment: Comment, findings: list[Finding], rules: FilterSettings) -> None:
    """Store the findings about a `comment` just stored with their score, and file it as spam if it is.

    To be called in the transaction that stores the comment.
    """
    for finding in findings:
        finding.comment = comment
    if findings:
        Finding.objects.bulk_create(findings)
    if verdict_of(comment.score, rules) == Verdict.SPAM:
        decide([comment.pk], State.SPAM, reason=_because(comment), automatic=True)
        comment.state = State.SPAM


@transaction.atomic
def record(
    comment: Comment, signals: Iterable[Signal], asked: Iterable[str], rules: FilterSettings, reason: str = ""
) -> None:
    """Store what the signals named in `asked` say now in place of what they said before, and file anew.

    A signal in `asked` that says nothing loses its finding. `comment` is locked and gets the new score.
    `reason` says in the log why it was judged anew.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    locked.findings.filter(name__in=list(asked)).delete()
    findings = findings_of(signals, rules)
    for finding in findings:
        finding.comment = locked
    Finding.objects.bulk_create(findings)
    comment.score = locked.score = score_of(locked.findings.all())
    locked.save(update_fields=["score"])
    _file(locked, rules, reason)


def _file(comment: Comment, rules: FilterSettings, reason: str) -> None:
    """Into spam, or out of it again, as long as no person has decided."""
    is_spam = verdict_of(comment.score, rules) == Verdict.SPAM
    moves = {State.PENDING: State.SPAM} if is_spam else {State.SPAM: State.PENDING}
    to = moves.get(State(comment.state))
    if to and not has_been_decided(comment):
        decide([comment.pk], to, reason=_because(comment, reason), automatic=True)


def _because(comment: Comment, reason: str = "") -> str:
    score = _("score %d") % comment.score
    return f"{reason}: {score}" if reason else score
