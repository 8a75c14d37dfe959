"""When a mail becomes due: at a submission, after a decision has settled, by the clock."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from comments.mail.addresses import address_of
from comments.mail.delivery import deliver_letters
from comments.mail.replies import has_somebody_to_tell
from comments.models import Comment, Correspondent, Decision, FilterSettings, Letter, Policy, State

MOST_EARLIER = 10


def after_submission(comment: Comment, rules: FilterSettings) -> None:
    """Where a confirmed comment may be published at once, ask its writer to confirm it.

    To be called in the transaction that stores it.
    """
    if rules.policy == Policy.CONFIRMED:
        put([letter_for(Letter.Kind.CONFIRMATION, comment)])


def ask_to_confirm(comment: Comment) -> None:
    """After an approval has settled: ask the writer to confirm the address, if replies are wanted there."""
    if comment.state != State.APPROVED or not comment.wants_replies or comment.account_id:
        return
    known = Correspondent.objects.filter(email=address_of(comment.email)).first()
    if known is None or known.may_be_asked():
        put([letter_for(Letter.Kind.CONFIRMATION, comment)])


def announce(comment: Comment) -> None:
    """After an approval has settled: tell the person whom the comment answers."""
    if has_somebody_to_tell(comment):
        put([letter_for(Letter.Kind.REPLY, comment)])


def announce_earlier(comment: Comment) -> None:
    """Once its writer has confirmed the address: tell of what had answered `comment` by then.

    Who is answered along with the approval could not have confirmed before. What is not settled is
    announced when it is.
    """
    unsettled = Decision.objects.filter(comment=OuterRef("pk"), settled_at=None)
    replies = comment.replies.filter(~Exists(unsettled), state=State.APPROVED, announced_at=None)
    for reply in replies.order_by("created_at", "pk")[:MOST_EARLIER]:
        announce(reply)


def put(letters: Iterable[Letter]) -> None:
    """Note that these mails are due, as part of the running transaction; one that is noted is not doubled.

    Then the queue is asked to hurry; should that fail, a job finds the letters within a minute.
    """
    letters = list(letters)
    if letters:
        Letter.objects.bulk_create(letters, ignore_conflicts=True)
        transaction.on_commit(hurry, robust=True)


def hurry() -> None:
    """Have a background task send what is due."""
    deliver_letters.enqueue()


def send_due() -> None:
    """The job of each minute: what failed before, or was left by a process that died."""
    if Letter.objects.due().exists():
        hurry()


def letter_for(kind: Letter.Kind, comment: Comment | None = None, user: Any = None) -> Letter:
    """An unsaved letter, with the key by which it is noted only once."""
    parts = [str(kind), *(f"{row.pk}" for row in (comment, user) if row)]
    return Letter(kind=kind, key="-".join(parts), comment=comment, user=user)
