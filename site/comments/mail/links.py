"""The signed links in mail to readers. They name rows by number, so no address stands in an address."""

from datetime import timedelta
from typing import NamedTuple

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.urls import reverse
from wagtail.models import Page

from comments.models import Comment, Correspondent

CONFIRMATION_LIFE = timedelta(days=7)

# A full stop, unlike the usual colon, is never taken for the end of an address.
_confirmation = TimestampSigner(salt="comments.mail.confirmation", sep=".")
_unsubscribing = Signer(salt="comments.mail.unsubscribing", sep=".")


class Confirmation(NamedTuple):
    """What a confirmation link is about."""

    correspondent: Correspondent
    comment: Comment
    is_expired: bool


def root_of(page: Page) -> str:
    """The scheme and host under which readers know the site of `page`; "" where it has none."""
    site = page.get_site()
    return site.root_url if site else ""


def confirmation_path(correspondent: Correspondent, comment: Comment) -> str:
    """Where the owner of the address confirms it, and this comment. Good for seven days."""
    token = _confirmation.sign_object([correspondent.pk, comment.pk])
    return reverse("comments:confirm", args=[token])


def read_confirmation(token: str) -> Confirmation | None:
    """What `token` is about; None where we did not sign it, or where that is gone."""
    try:
        keys, is_expired = _confirmation.unsign_object(token, max_age=CONFIRMATION_LIFE), False
    except SignatureExpired:
        keys, is_expired = _confirmation.unsign_object(token), True
    except (BadSignature, ValueError):
        return None
    correspondent = Correspondent.objects.filter(pk=keys[0]).first()
    comment = Comment.objects.select_related("page").filter(pk=keys[1]).first()
    return Confirmation(correspondent, comment, is_expired) if correspondent and comment else None


def unsubscribe_token(correspondent: Correspondent) -> str:
    """The secret of the address under which mail is stopped, good for ever: mail is kept for years."""
    return _unsubscribing.sign_object(correspondent.pk)


def unsubscribe_path(correspondent: Correspondent) -> str:
    """Where the owner of the address ends all mail."""
    return reverse("comments:unsubscribe", args=[unsubscribe_token(correspondent)])


def read_unsubscribe_token(token: str) -> int | None:
    """The number of the correspondent, who may be gone; None where we did not sign it."""
    try:
        return int(_unsubscribing.unsign_object(token))
    except (BadSignature, ValueError):
        return None
