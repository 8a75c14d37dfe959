"""What the desk says after an action, with the way to take it back."""

from typing import Any

from django.contrib.messages import get_messages
from django.db.models import Count, F, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from comments.models import Batch, State

# Marks a message with a button that undoes.
UNDO = "desk-undoes"


def sentence(state: str, count: int) -> str:
    """What was done, with its number."""
    sentences = {
        State.PENDING: ngettext("%(count)d comment waits again.", "%(count)d comments wait again.", count),
        State.APPROVED: ngettext("%(count)d comment approved.", "%(count)d comments approved.", count),
        State.REJECTED: ngettext("%(count)d comment rejected.", "%(count)d comments rejected.", count),
        State.SPAM: ngettext(
            "%(count)d comment marked as spam.", "%(count)d comments marked as spam.", count
        ),
        State.ERASED: ngettext("%(count)d comment erased.", "%(count)d comments erased.", count),
    }
    return sentences[State(state)] % {"count": count}


def done(batch: Batch) -> str:
    """What `batch` did. Approved comments that it approved once more, against reports, were kept."""
    same = Count("pk", filter=Q(from_state=F("to_state")))
    numbers = batch.decisions.aggregate(count=Count("pk"), same=same)
    count = numbers["count"]
    if batch.to_state == State.APPROVED and count and numbers["same"] == count:
        return ngettext("%(count)d comment kept.", "%(count)d comments kept.", count) % {"count": count}
    return sentence(batch.to_state, count)


def final_sentence(count: int) -> str:
    """What was done where it cannot be undone."""
    text = ngettext("%(count)d comment erased for good.", "%(count)d comments erased for good.", count)
    return text % {"count": count}


def offers_undo(request: HttpRequest) -> bool:
    """Whether a message that is about to be shown has the button for the last action already."""
    waiting: Any = get_messages(request)
    offers = any(UNDO in message.extra_tags.split() for message in waiting)
    # Looked at only; the page is going to show them.
    waiting.used = False
    return offers


def tell(request: HttpRequest, batch: Batch, back: str, text: str = "") -> None:
    """Say how many comments `batch` changed, or `text`, and offer to undo it where that is possible."""
    count = batch.decisions.count()
    if not count:
        messages.warning(request, _("Nothing changed: that was decided already."))
        return
    is_final = batch.to_state == State.ERASED and not batch.decisions.exclude(comment__text="").exists()
    context = {
        "text": text or (final_sentence(count) if is_final else done(batch)),
        "batch": batch,
        "back": back,
        "can_undo": not is_final,
    }
    told = render_to_string("comments/desk/_told.html", context, request)
    messages.success(request, told, extra_tags="" if is_final else UNDO)
