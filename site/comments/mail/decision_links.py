"""The links in mail to moderators, each good for one decision by one person, for seven days."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comments.deciding import decide
from comments.models import Batch, Comment, MailedLink, State
from comments.models.moderator_mail import MAILED_LINK_LIFE
from comments.tokens import hash_of, new_token


class NoLongerOpen(ValueError):  # noqa: N818 - says what happened
    """The link is used up or too old, or somebody has decided already."""


def new_link(user: Any, comment: Comment) -> tuple[MailedLink, str]:
    """A new link for `user` to decide about `comment`, and its path. The token is not stored."""
    token = new_token()
    link = MailedLink.objects.create(token_hash=hash_of(token), user=user, comment=comment)
    return link, reverse("comments_desk:mailed", args=[token])


def find_link(token: str) -> MailedLink | None:
    """The link of this token, with its comment; None where there is none."""
    links = MailedLink.objects.select_related("comment__page", "comment__parent")
    return links.filter(token_hash=hash_of(token)).first()


def is_expired(link: MailedLink, now: datetime | None = None) -> bool:
    """Whether its seven days are over."""
    return (now or timezone.now()) >= link.created_at + MAILED_LINK_LIFE


@transaction.atomic
def use(link: MailedLink, state: State, by: Any) -> Batch:
    """Decide about the comment of `link` and use the link up.

    Raises NoLongerOpen, and then changes nothing. The comment is locked, so of two people who press
    at once only the first decides.
    """
    comment = Comment.objects.select_for_update().get(pk=link.comment_id)
    if is_expired(link) or comment.state != State.PENDING:
        raise NoLongerOpen
    if not MailedLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        raise NoLongerOpen
    return decide([comment.pk], state, by)
