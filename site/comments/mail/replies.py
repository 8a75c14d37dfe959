"""The mail that tells a writer about a reply."""

from django.urls import reverse
from django.utils import timezone

from comments.mail.addresses import address_of
from comments.mail.links import root_of, unsubscribe_path
from comments.mail.page import title_and_address
from comments.mail.unsubscribing import unsubscribe_headers
from comments.mail.writing import Mail, compose, quoted
from comments.models import Comment, Correspondent, Letter, State

EXCERPT = 1000


def has_somebody_to_tell(reply: Comment) -> bool:
    """Whether the writer of what `reply` answers is to be told of it, for the first time."""
    return _addressee(reply) is not None


def write(letter: Letter) -> Mail | None:
    """The mail; None where something has changed since, so that nobody is to be told."""
    reply = letter.comment
    person = _addressee(reply) if reply else None
    about = title_and_address(reply.page) if reply and person else None
    if reply is None or person is None or about is None:
        return None
    root = root_of(reply.page)
    context = {
        **about,
        "reply": reply,
        "quoted": quoted(reply.text, EXCERPT),
        "address": reverse("comments:thread", args=[reply.pk]),
        "unsubscribe": unsubscribe_path(person),
    }
    message = compose(letter, person.email, root, context, unsubscribe_headers(root, person))
    return Mail(message, sent=lambda: _note(reply))


def _addressee(reply: Comment) -> Correspondent | None:
    """Whom to tell: not oneself, not twice, and only who asked for it and has confirmed the address."""
    parent = reply.parent
    if parent is None or not parent.wants_replies or reply.announced_at or not _is_shown(reply, parent):
        return None
    address = address_of(parent.email)
    if not address or address == address_of(reply.email):
        return None
    person = Correspondent.objects.filter(email=address).first()
    return person if person and person.takes_replies() else None


def _is_shown(reply: Comment, parent: Comment) -> bool:
    """Replies are read only where what they hang from is."""
    waits = reply.thread is not None and reply.thread.state == State.PENDING
    return reply.state == parent.state == State.APPROVED and not waits


def _note(reply: Comment) -> None:
    Comment.objects.filter(pk=reply.pk).update(announced_at=timezone.now())
