"""Storing a checked comment: once, however often it is sent, and not more than a sender may."""

from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import IntegerField
from wagtail.models import Page

from comments.akismet.checking import ask_about
from comments.earlier import refuse_too_many, same_post
from comments.judging import findings_of, keep, score_of
from comments.mail.occasions import after_submission
from comments.models import Comment, FilterSettings, Finding
from comments.prepared import Prepared, Slot
from comments.signals import signals_about
from comments.text import fingerprint_of
from comments.tokens import hash_of, new_token

MAX_USER_AGENT, MAX_REFERRER = 300, 500

_PK = Slot("pk", IntegerField())
_LOCKED_PAGE = Prepared(
    lambda: Page.objects.select_for_update(no_key=True).filter(pk=_PK).order_by().values_list("pk")
)


class Sender(NamedTuple):
    """What a request tells about who wrote: network address, browser, the page they came from.

    `decoy` is what they put into the hidden field, `seconds` how long they wrote as a script says.
    """

    address: str | None = None
    user_agent: str = ""
    referrer: str = ""
    decoy: str = ""
    seconds: float | None = None


class Submission(NamedTuple):
    """The stored comment, and the secret of its writer's page: "" for a repeat, whose sender is unproven."""

    comment: Comment
    token: str = ""


def submit(
    page: Page, parent: Comment | None, words: dict[str, Any], sender: Sender, rules: FilterSettings
) -> Submission:
    """Store `words` (see CommentForm.words) with what the signals find, or find what was stored before.

    Raises TooMany, and Page.DoesNotExist where the page has just been deleted.
    """
    token = new_token()
    comment = _draft(page, parent, words, sender, token)
    # Before anything is locked: writers wait for each other, and on SQLite all of them do.
    signals = signals_about(comment, rules, decoy=sender.decoy, seconds=sender.seconds)
    findings = findings_of(signals, rules)
    comment.score = score_of(findings)
    return _store(comment, findings, rules, token)


def _draft(page: Page, parent: Comment | None, words: dict[str, Any], sender: Sender, token: str) -> Comment:
    return Comment(
        page_id=page.pk,
        parent=parent,
        thread_id=(parent.thread_id or parent.pk) if parent else None,
        depth=min(parent.depth + 1, Comment.MAX_DEPTH) if parent else 1,
        **words,
        sender_address=sender.address,
        user_agent=sender.user_agent[:MAX_USER_AGENT],
        referrer=sender.referrer[:MAX_REFERRER],
        fingerprint=fingerprint_of(words["text"]),
        token_hash=hash_of(token),
    )


@transaction.atomic
def _store(comment: Comment, findings: list[Finding], rules: FilterSettings, token: str) -> Submission:
    """The page's row is locked, so that two copies of one post, sent at once, are stored once."""
    if not _LOCKED_PAGE.rows(pk=comment.page_id):
        raise Page.DoesNotExist
    if earlier := same_post(comment):
        return Submission(earlier)
    refuse_too_many(comment.sender_address)
    comment.save(force_insert=True)
    keep(comment, findings, rules)
    ask_about(comment, rules)
    after_submission(comment, rules)
    return Submission(comment, token)
