"""What following a confirmation link and pressing its button does."""

from django.db import transaction
from django.utils import timezone

from comments.mail.addresses import address_of
from comments.mail.links import Confirmation
from comments.mail.occasions import announce_earlier
from comments.models import Comment, Correspondent
from comments.publishing import publish_if_allowed, rules_of


@transaction.atomic
def confirm(link: Confirmation) -> None:
    """The address is its owner's, and so is the comment, which may be published by that. Replies that came
    before are told.

    Nothing happens a second time, nor by a link that has expired. A comment that was erased since
    has no address any more, and is left alone.
    """
    person, comment = link.correspondent, link.comment
    if link.is_expired:
        return
    now = timezone.now()
    is_new = Correspondent.objects.filter(pk=person.pk, confirmed_at=None).update(confirmed_at=now)
    if address_of(comment.email) != person.email:
        return
    if Comment.objects.filter(pk=comment.pk, confirmed_at=None).update(confirmed_at=now):
        publish_if_allowed(comment, rules_of(comment))
    if is_new:
        announce_earlier(comment)
