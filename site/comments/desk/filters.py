"""Which comments the desk lists: what the address asks for, as a query and as an address again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import State

ANY = "any"
REPORTED = "reported"
NEWEST = "newest"
STATES = [*State.choices, (REPORTED, _("Reported")), (ANY, _("All"))]
AGES = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
OLDER = "older"


class FilterForm(forms.Form):
    """The filters of the desk; hidden ones are set by links."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    email = forms.CharField(label=_("Sender's e-mail"), max_length=254, required=False)
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
        choices=[("", _("Oldest first")), (NEWEST, _("Newest first"))],
    )
    state = forms.ChoiceField(choices=STATES, required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    text = forms.RegexField(r"^[0-9a-f]{1,64}$", required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Filters:
    """What is chosen, each by its name in the address; what is not chosen is not there."""

    chosen: dict[str, str]

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> "Filters":
        """What an address chooses; Http404 for what cannot be chosen."""
        form = FilterForm(params)
        if not form.is_valid():
            raise Http404
        return cls({name: str(value) for name, value in form.cleaned_data.items() if value})

    @property
    def state(self) -> str:
        """The state that is listed, or ANY."""
        return self.chosen.get("state", State.PENDING)

    @property
    def newest_first(self) -> bool:
        """Whether the list runs backwards in time."""
        return self.chosen.get("sort") == NEWEST

    @property
    def narrows(self) -> bool:
        """Whether more than a state and an order is chosen."""
        return bool(self.chosen.keys() - {"state", "sort"})

    def form(self) -> FilterForm:
        """The form that shows what is chosen."""
        return FilterForm(initial=self.chosen, auto_id="desk-%s")

    def query(self, **changes: Any) -> str:
        """The query string of what is chosen, with `changes`; an empty value drops its filter."""
        merged = {name: value for name, value in {**self.chosen, **changes}.items() if value}
        return urlencode(merged)

    def apply(self, comments: Any) -> Any:
        """Those of `comments` that are asked for.

        The words are looked for in the text itself, which reads the listed state as a whole.
        """
        chosen = self.chosen
        if self.state == REPORTED:
            comments = comments.reported()
        elif self.state != ANY:
            comments = comments.filter(state=self.state)
        if page := chosen.get("page"):
            comments = comments.filter(page=page)
        if email := chosen.get("email"):
            comments = comments.filter(email__in={email, email.lower()})
        if fingerprint := chosen.get("text"):
            comments = comments.filter(fingerprint=fingerprint)
        if words := chosen.get("q"):
            comments = comments.filter(
                Q(text__icontains=words) | Q(name__icontains=words) | Q(email__icontains=words)
            )
        return comments.filter(**_written(chosen.get("age", "")))


def _written(age: str) -> dict[str, Any]:
    if age == OLDER:
        return {"created_at__lt": timezone.now() - AGES["week"]}
    return {"created_at__gte": timezone.now() - AGES[age]} if age in AGES else {}
