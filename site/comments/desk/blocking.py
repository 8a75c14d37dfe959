"""The page from which a moderator blocks the sender of a comment for a while."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from comments.blocking import Outcome, block, values_of
from comments.desk import asked, crumbs
from comments.desk.rights import moderators_only
from comments.models import Block, Comment, State


class BlockSenderForm(forms.Form):
    """What of a sender is blocked."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Block"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For other moderators."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, values: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kinds"]
        kinds.choices = [(kind, f"{Block.Kind(kind).label}: {value}") for kind, value in values.items()]
        kinds.initial = list(values)


@require_http_methods(["GET", "POST"])
@moderators_only
def block_sender(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what to block, and blocks it; 404 for a comment of the staff and where nothing is known."""
    others = Comment.objects.filter(account=None).exclude(state=State.ERASED).select_related("page", "parent")
    comment = get_object_or_404(others, pk=pk)
    values = values_of(comment)
    if not values:
        raise Http404
    until = timezone.now() + timedelta(days=settings.COMMENT_SENDER_DAYS)
    form = BlockSenderForm(request.POST or None, values=values)
    if request.method == "POST" and form.is_valid():
        chosen = {kind: values[kind] for kind in form.cleaned_data["kinds"]}
        _tell(request, block(chosen.items(), until, request.user, form.cleaned_data["note"]))
        return asked.back_to_list(request, f"#{comment.anchor}")
    context = {
        "form": form,
        "comment": comment,
        "until": until,
        "days": settings.COMMENT_SENDER_DAYS,
        "is_forgotten": comment.sender_address is None,
        "back": (request.POST or request.GET).get("back", ""),
        **crumbs.header(_("Block sender")),
    }
    return render(request, "comments/desk/block.html", context)


def _tell(request: HttpRequest, outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        values = {"value": outcome.block.value, "day": _day(outcome.block.expires_at)}
        if not outcome.was_there:
            messages.success(request, _("%(value)s is blocked until %(day)s.") % values)
        elif outcome.is_longer:
            messages.success(request, _("%(value)s was blocked before, and is now until %(day)s.") % values)
        elif outcome.block.expires_at is None:
            messages.info(request, _("%(value)s is blocked for good already.") % values)
        else:
            messages.info(request, _("%(value)s is blocked until %(day)s already.") % values)


def _day(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT") if at else ""
