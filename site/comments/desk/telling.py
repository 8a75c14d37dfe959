"""What the desk says after an action, with the way to take it back."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from comments.models import Batch, State


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


def tell(request: HttpRequest, batch: Batch, back: str) -> None:
    """Say how many comments `batch` changed, and offer to undo it where that is possible."""
    count = batch.decisions.count()
    if not count:
        messages.warning(request, _("Nothing changed: that was decided already."))
        return
    messages.success(request, _with_undo(request, batch, sentence(batch.to_state, count), back))


def _with_undo(request: HttpRequest, batch: Batch, text: str, back: str) -> SafeString:
    is_final = batch.to_state == State.ERASED and not batch.decisions.exclude(comment__text="").exists()
    context = {"text": text, "batch": batch, "back": back, "can_undo": not is_final}
    return render_to_string("comments/desk/_told.html", context, request)
