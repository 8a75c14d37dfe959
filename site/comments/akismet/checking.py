"""Having a comment checked by Akismet, later and elsewhere: posting never waits for it."""

from django.utils import timezone

from comments.akismet.switch import is_on
from comments.akismet.tasks import soon
from comments.models import Comment, FilterSettings, SpamCheck


def ask_about(comment: Comment, rules: FilterSettings, reason: str = "") -> None:
    """Have `comment` checked if Akismet is on; `reason` says why once more, such as "edit".

    To be called in the transaction that stores the comment, so that neither is there without the other.
    """
    if not is_on(rules):
        return
    anew = {"opinion": "", "asked_at": None, "next_at": timezone.now(), "attempts": 0, "problem": ""}
    check = SpamCheck(comment=comment, reason=reason, **anew)
    SpamCheck.objects.bulk_create(
        [check], update_conflicts=True, unique_fields=["comment"], update_fields=["reason", *anew]
    )
    soon(comment.pk)
