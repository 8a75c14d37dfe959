"""What a writer may still do with a comment that waits: change it, or take it back for good."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.akismet.checking import ask_about
from comments.deciding import erase, is_held
from comments.judging import record
from comments.models import Comment, FilterSettings, State
from comments.signals import OF_WORDS, signals_about
from comments.text import fingerprint_of


class TooLate(ValueError):  # noqa: N818 - says what happened
    """The half hour is over, or a moderator has decided."""


def is_editable(comment: Comment) -> bool:
    """Whether its writer may still change it: the filter alone does not count as a decision."""
    in_time = timezone.now() < comment.editable_until
    return in_time and comment.state != State.ERASED and is_held(comment)


def change(comment: Comment, words: dict[str, Any], rules: FilterSettings) -> None:
    """Store new `words` (cleaned data of WritingForm), which are judged anew. Raises TooLate."""
    comment.name, comment.text = words["name"], words["text"]
    comment.fingerprint, comment.edited_at = fingerprint_of(comment.text), timezone.now()
    signals = signals_about(comment, rules, OF_WORDS)
    with transaction.atomic():
        _require_editable(comment)
        comment.save(update_fields=["name", "text", "fingerprint", "edited_at"])
        record(comment, signals, OF_WORDS, rules, _("changed by its writer"))
        ask_about(comment, rules, "edit")


@transaction.atomic
def withdraw(comment: Comment) -> None:
    """Erase it at once, which is final. Raises TooLate."""
    _require_editable(comment)
    erase([comment.pk], reason=_("Withdrawn by its writer"))


def _require_editable(comment: Comment) -> None:
    """The row is locked, so that a decision made in this moment is seen."""
    if not is_editable(Comment.objects.select_for_update().get(pk=comment.pk)):
        raise TooLate
