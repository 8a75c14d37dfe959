"""What can be chosen at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.models import State
from comments.models.signal_names import SignalName
from comments.search.asking import ANY_SIGNAL, MOST_CHARACTERS

ANY = "any"
REPORTED = "reported"
OLDER = "older"
STATES = [*State.choices, (REPORTED, _("Reported")), (ANY, _("All"))]


class WordsField(forms.CharField):
    """Takes whatever is typed; how much of it is looked for is a matter of comments.search.asking."""

    def to_python(self, value: Any) -> str:
        """No NUL, which no database takes."""
        return str(super().to_python(str(value or "").replace("\0", " ")))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A browser stops where the search does."""
        return {**super().widget_attrs(widget), "maxlength": MOST_CHARACTERS}


class FilterForm(forms.Form):
    """The filters of the desk; hidden ones are set by links."""

    q = WordsField(label=_("Words"), required=False)
    email = forms.CharField(label=_("Sender's e-mail"), max_length=254, required=False)
    signal = forms.ChoiceField(
        label=_("Signal"),
        required=False,
        choices=[("", _("Any or none")), (ANY_SIGNAL, _("Any signal")), *SignalName.choices],
    )
    age = forms.ChoiceField(
        label=_("Age"),
        required=False,
        choices=[
            ("", _("Any age")),
            ("day", _("Last 24 hours")),
            ("week", _("Last 7 days")),
            ("month", _("Last 30 days")),
            (OLDER, _("Older than 7 days")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Oldest first")),
            ("newest", _("Newest first")),
            ("highest", _("Highest score")),
            ("lowest", _("Lowest score")),
        ],
    )
    state = forms.ChoiceField(choices=STATES, required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    text = forms.RegexField(r"^[0-9a-f]{1,64}$", required=False, widget=forms.HiddenInput)
