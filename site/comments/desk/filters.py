"""Which comments the desk lists: what the address asks for, as a query and as an address again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from comments.desk.filter_form import ANY, OLDER, REPORTED, FilterForm
from comments.desk.order import ORDERS, Order
from comments.models import Comment, State
from comments.search.asking import Asked, asked

AGES = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


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
        """The state that is listed, or ANY, or REPORTED."""
        return self.chosen.get("state", State.PENDING)

    @property
    def order(self) -> Order:
        """The order of the list."""
        is_narrow = self.chosen.keys() & {"page", "email", "text"} or self.chosen.get("age") in AGES
        is_narrow = is_narrow or self.state == REPORTED
        order = ORDERS[self.chosen.get("sort", "")]
        return Order(order.field, order.descending, is_sorted=bool(is_narrow))

    @cached_property
    def asked(self) -> Asked:
        """The words and the signal, as a question to the index of words."""
        state = "" if self.state in (ANY, REPORTED) else self.state
        return asked(self.chosen.get("q", ""), state, self.chosen.get("signal", ""))

    @property
    def is_indexed(self) -> bool:
        """Whether the index of words can answer for all that is chosen."""
        elsewhere = self.chosen.keys() & {"page", "email", "text", "age"} or self.state == REPORTED
        return not elsewhere and not self.asked.parts

    @property
    def number(self) -> int:
        """How many are on, state and order aside."""
        return len(self.chosen.keys() - {"state", "sort"})

    @property
    def narrows(self) -> bool:
        """Whether more than a state and an order is chosen."""
        return self.number > 0

    def form(self) -> FilterForm:
        """The form that shows what is chosen."""
        return FilterForm(initial=self.chosen, auto_id="desk-%s")

    def query(self, **changes: Any) -> str:
        """The query string of what is chosen, with `changes`; an empty value drops its filter."""
        merged = {name: value for name, value in {**self.chosen, **changes}.items() if value}
        return urlencode(merged)

    def listed(self, *, any_state: bool = False) -> QuerySet:
        """The comments that are asked for, words and signal left aside (see comments.desk.matching)."""
        chosen, comments = self.chosen, Comment.objects.all()
        if self.state == REPORTED:
            comments = comments.reported()
        elif self.state != ANY and not any_state:
            comments = comments.filter(state=self.state)
        if page := chosen.get("page"):
            comments = comments.filter(page=page)
        if email := chosen.get("email"):
            comments = comments.filter(email__in={email, email.lower()})
        if fingerprint := chosen.get("text"):
            comments = comments.filter(fingerprint=fingerprint)
        return comments.filter(**_written(chosen.get("age", "")))


def _written(age: str) -> dict[str, Any]:
    if age == OLDER:
        return {"created_at__lt": timezone.now() - AGES["week"]}
    return {"created_at__gte": timezone.now() - AGES[age]} if age in AGES else {}
