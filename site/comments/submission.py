"""Storing a checked comment: once, however often it is sent, and not more than a sender may."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from comments.models import Comment
from comments.text import fingerprint_of
from comments.tokens import hash_of, new_token

REPEAT_WINDOW = timedelta(minutes=10)
RATE_WINDOW = timedelta(minutes=10)
MAX_IN_WINDOW = 10


class TooMany(Exception):  # noqa: N818 - says what happened
    """This sender has written enough for now; `again_at` says when there is room."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


class Sender(NamedTuple):
    """What a request tells about who wrote: network address and browser."""

    address: str | None = None
    user_agent: str = ""


class Submission(NamedTuple):
    """The stored comment, and the secret of its writer's page: "" for a repeat, whose sender is unproven."""

    comment: Comment
    token: str = ""


@transaction.atomic
def submit(page: Page, parent: Comment | None, words: dict[str, Any], sender: Sender) -> Submission:
    """Store `words` (cleaned data of CommentForm), or find what was stored when they were sent before.

    Raises TooMany, and Page.DoesNotExist where the page has just been deleted. The page's row is
    locked, so that two copies of one post, sent at once, are stored once.
    """
    Page.objects.select_for_update(no_key=True).only("pk").get(pk=page.pk)
    fingerprint = fingerprint_of(words["text"])
    if earlier := _earlier(page, parent, words["email"], fingerprint):
        return Submission(earlier)
    _refuse_too_many(sender.address)
    token = new_token()
    comment = Comment.objects.create(
        page_id=page.pk,
        parent=parent,
        thread_id=(parent.thread_id or parent.pk) if parent else None,
        depth=min(parent.depth + 1, Comment.MAX_DEPTH) if parent else 1,
        **words,
        sender_address=sender.address,
        user_agent=sender.user_agent[:300],
        fingerprint=fingerprint,
        token_hash=hash_of(token),
    )
    return Submission(comment, token)


def _earlier(page: Page, parent: Comment | None, email: str, fingerprint: str) -> Comment | None:
    since = timezone.now() - REPEAT_WINDOW
    same = Comment.objects.filter(fingerprint=fingerprint, created_at__gt=since)
    return same.filter(page_id=page.pk, parent=parent, email__iexact=email).first()


def _refuse_too_many(address: str | None) -> None:
    if address is None:
        return
    since = timezone.now() - RATE_WINDOW
    recent = Comment.objects.filter(sender_address=address, created_at__gt=since)
    times = list(recent.order_by("-created_at").values_list("created_at", flat=True)[:MAX_IN_WINDOW])
    if len(times) == MAX_IN_WINDOW:
        raise TooMany(times[-1] + RATE_WINDOW)
