"""The mail that asks the owner of an address whether they wrote a comment.

Anybody can type anybody's address. So a stranger gets one such mail a day at most, with nothing in
it that was typed: only the page's title and address, which are ours.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from comments.deciding import has_been_decided
from comments.mail.addresses import address_of
from comments.mail.links import confirmation_path, root_of, unsubscribe_path
from comments.mail.moderators import without_verdict
from comments.mail.page import title_and_address
from comments.mail.unsubscribing import unsubscribe_headers
from comments.mail.writing import Later, Mail, compose
from comments.models import Comment, Correspondent, Letter, Policy, State
from comments.models.correspondent import QUIET
from comments.publishing import rules_of

# Under the policy that needs a link for each comment, even from an address that is confirmed.
MOST_A_DAY = 10


def write(letter: Letter) -> Mail | None:
    """The mail; None where it is not wanted any more or the address has had its mail of the day.

    Raises Later while Akismet is still to say whether it is spam, and where a first attempt may
    have reached the address today.
    """
    comment = letter.comment
    about = title_and_address(comment.page) if comment else None
    if comment is None or about is None or not (purpose := _purpose(comment)):
        return None
    address = address_of(comment.email)
    if not address:
        return None
    person = Correspondent.objects.get_or_create(email=address)[0]
    before = person.mailed_at
    if not _may_be_mailed(person, purpose):
        if letter.attempts > 1 and before and not person.confirmed_at and not person.unsubscribed_at:
            raise Later(before + QUIET)
        return None
    root = root_of(comment.page)
    context = {
        **about,
        **purpose,
        "confirm": confirmation_path(person, comment),
        "unsubscribe": unsubscribe_path(person),
    }
    message = compose(letter, address, root, context, unsubscribe_headers(root, person))
    return Mail(message, not_sent=lambda: _take_back(person, before))


def _purpose(comment: Comment) -> dict[str, bool]:
    """What following the link will do: `publishes` the comment, `tells` about replies. Empty for nothing."""
    if comment.account_id:
        return {}
    if comment.state == State.APPROVED:
        return {"publishes": False, "tells": True} if comment.wants_replies else {}
    if comment.state != State.PENDING or comment.confirmed_at or has_been_decided(comment):
        return {}
    if rules_of(comment).policy != Policy.CONFIRMED:
        return {}
    if without_verdict().filter(pk=comment.pk).exists():
        raise Later(timezone.now() + timedelta(minutes=1))
    return {"publishes": True, "tells": comment.wants_replies}


def _may_be_mailed(person: Correspondent, purpose: dict[str, bool]) -> bool:
    """Whether this mail may go out; for a stranger, this takes the place of today's mail."""
    if person.unsubscribed_at:
        return False
    if person.confirmed_at:
        return purpose["publishes"] and _written_today(person) <= MOST_A_DAY
    return _claim(person)


def _written_today(person: Correspondent) -> int:
    since = timezone.now() - QUIET
    return Comment.objects.filter(email__iexact=person.email, created_at__gt=since).count()


def _claim(person: Correspondent) -> bool:
    """One statement, so that of two processes only one gets it."""
    now = timezone.now()
    strangers = Correspondent.objects.filter(pk=person.pk, confirmed_at=None, unsubscribed_at=None)
    quiet = Q(mailed_at=None) | Q(mailed_at__lte=now - QUIET)
    if not strangers.filter(quiet).update(mailed_at=now):
        return False
    person.mailed_at = now
    return True


def _take_back(person: Correspondent, before: object) -> None:
    """The mail surely did not go out, so today's is still free."""
    Correspondent.objects.filter(pk=person.pk, mailed_at=person.mailed_at).update(mailed_at=before)
