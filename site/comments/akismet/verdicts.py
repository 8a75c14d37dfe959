"""Asking Akismet about a comment, and what its answer does to the comment."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from comments import judging
from comments.akismet import client
from comments.akismet.client import Answer
from comments.akismet.data import about_place, data_points
from comments.akismet.hidden_field import typed_into_hidden_field
from comments.akismet.switch import is_on
from comments.akismet.teaching import lesson_for
from comments.akismet.waiting import FIRST_WAIT, close, drop
from comments.deciding import decide, has_been_decided
from comments.models import Comment, FilterSettings, Mode, SignalName, SpamCheck, State
from comments.publishing import publish_if_allowed

logger = logging.getLogger("plumbline.comments")

# "Not spam" is worth nothing: it only says that Akismet knows nothing against it, and must not
# outweigh what the site's own signals found.
WEIGHTS = {SpamCheck.Opinion.HAM: 0.0, SpamCheck.Opinion.SPAM: 1.0, SpamCheck.Opinion.DISCARD: 1.0}

MAX_DOUBTS = 5


def ask(check: SpamCheck, now: datetime) -> None:
    """Ask about the comment of a claimed check and file it by the answer. Raises Trouble."""
    comment = check.comment
    page = comment.page.specific
    site = page.get_site()
    rules = FilterSettings.for_site(site) if site else None
    if rules is None or not is_on(rules):
        drop(check)
    elif not comment.sender_address:
        close(check, next_at=None, problem=_("Akismet wants the sender's network address; it is not known."))
    else:
        sent = about_place(
            page,
            f"{site.root_url}/",
            is_reply=bool(comment.parent_id),
            reason=check.reason,
            has_honeypot=rules.mode_of(SignalName.HONEYPOT) != Mode.OFF,
        )
        answer = client.check(data_points(sent, comment, typed_into_hidden_field(comment)))
        _file(check, sent, answer, rules, now)


@transaction.atomic
def _file(check: SpamCheck, sent: dict, answer: Answer, rules: FilterSettings, now: datetime) -> None:
    """The comment is locked first, as everywhere. An answer about words changed since is thrown away."""
    comment = Comment.objects.select_for_update().filter(pk=check.pk).first()
    if comment is None or not close(check, **_outcome(check, sent, answer, now)):
        return
    signal = judging.Signal(SignalName.AKISMET, WEIGHTS[answer.opinion], {"opinion": str(answer.opinion)})
    judging.record(comment, [signal], [SignalName.AKISMET], rules, _("Akismet has answered"))
    if answer.opinion == SpamCheck.Opinion.DISCARD and _may_discard(comment, rules):
        decide([comment.pk], State.ERASED, reason=_("the worst spam, says Akismet"), automatic=True)
        logger.info("Comment %d was erased: Akismet calls it the worst spam", comment.pk)
    publish_if_allowed(comment, rules)
    check.told = answer.opinion
    if not _is_unsure(check, answer) and lesson_for(comment, check):
        SpamCheck.objects.filter(pk=check.pk).update(next_at=now)


def _outcome(check: SpamCheck, sent: dict, answer: Answer, now: datetime) -> dict:
    values = {"opinion": answer.opinion, "told": answer.opinion, "sent": sent, "problem": ""}
    if answer.again_after is None or not _is_unsure(check, answer):
        return {**values, "asked_at": now, "next_at": None, "attempts": 0}
    again = {"next_at": now + max(answer.again_after, FIRST_WAIT), "reason": "recheck-after"}
    return {**values, **again, "asked_at": None, "attempts": check.attempts + 1}


def _is_unsure(check: SpamCheck, answer: Answer) -> bool:
    """Whether Akismet wants to be asked again; it gets its way a few times."""
    return answer.again_after is not None and check.attempts < MAX_DOUBTS


def _may_discard(comment: Comment, rules: FilterSettings) -> bool:
    counts = rules.mode_of(SignalName.AKISMET) == Mode.COUNTED
    return rules.akismet_discard and counts and not has_been_decided(comment)
