"""What a reader fills in to report a comment: a reason, and a few words if need be."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from comments.forms import PlainTextField
from comments.models import Report

MAX_DETAILS = 500


class ReportForm(forms.Form):
    """Neither name nor e-mail: a report is about the comment, not about who sends it."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what comes closest."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    details = PlainTextField(
        label=_("Anything we should know?"),
        help_text=_("You may leave it empty."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        # With `max_length`, browsers cut off what is pasted without a word.
        validators=[MaxLengthValidator(MAX_DETAILS, _("Please shorten it to %(limit_value)d characters."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "report-%s", "label_suffix": "", **kwargs})
