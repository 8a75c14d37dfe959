"""Teaching Akismet after a decision cannot be undone any more."""

from django.utils import timezone

from comments.akismet.switch import has_key
from comments.akismet.tasks import soon
from comments.akismet.teaching import lesson_for
from comments.models import Comment, SpamCheck


def tell(comment: Comment) -> None:
    """Have Akismet told that a person thinks otherwise than it, if so; once for each changed decision."""
    check = SpamCheck.objects.filter(comment=comment).exclude(asked_at=None).first() if has_key() else None
    if check and lesson_for(comment, check):
        SpamCheck.objects.filter(pk=check.pk).update(next_at=timezone.now(), attempts=0, problem="")
        soon(comment.pk)
