"""Storing a checked comment: once, however often it is sent, and not more than a sender may."""

from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from comments.akismet.checking import ask_about
from comments.judging import findings_of, keep, score_of
from comments.mail.occasions import after_submission
from comments.models import Comment, FilterSettings, Finding
from comments.networks import sender_network
from comments.signals import signals_about
from comments.text import fingerprint_of
from comments.tokens import hash_of, new_token

REPEAT_WINDOW = timedelta(minutes=10)
RATE_WINDOW = timedelta(minutes=10)
MAX_IN_WINDOW = 10
MAX_USER_AGENT, MAX_REFERRER = 300, 500


class TooMany(Exception):  # noqa: N818 - says what happened
    """This sender has written enough for now; `again_at` says when there is room."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


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
    Page.objects.select_for_update(no_key=True).only("pk").get(pk=comment.page_id)
    if earlier := _earlier(comment):
        return Submission(earlier)
    _refuse_too_many(comment.sender_address)
    comment.save(force_insert=True)
    keep(comment, findings, rules)
    ask_about(comment, rules)
    after_submission(comment, rules)
    return Submission(comment, token)


def _earlier(comment: Comment) -> Comment | None:
    since = timezone.now() - REPEAT_WINDOW
    same = Comment.objects.filter(fingerprint=comment.fingerprint, created_at__gt=since)
    same = same.filter(page=comment.page_id, parent=comment.parent_id, email__iexact=comment.email)
    return same.only("pk").first()


def _refuse_too_many(address: str | None) -> None:
    if address is None:
        return
    recent = Comment.objects.filter(created_at__gt=timezone.now() - RATE_WINDOW).order_by("-created_at")
    times = _times_from(address, recent)
    if len(times) >= MAX_IN_WINDOW:
        raise TooMany(times[MAX_IN_WINDOW - 1] + RATE_WINDOW)


def _times_from(address: str, recent: QuerySet[Comment]) -> list[datetime]:
    """When the latest of `recent` came from `address`, or from its /64: any device there has them all."""
    if ip_address(address).version == 4:
        same = recent.filter(sender_address=address)
        return list(same.values_list("created_at", flat=True)[:MAX_IN_WINDOW])
    network = sender_network(address)
    near = recent.filter(sender_address__within=network).values_list("sender_address", "created_at")
    # The index may find a few that only look alike.
    return [at for other, at in near[: 4 * MAX_IN_WINDOW] if ip_address(str(other)) in network]
