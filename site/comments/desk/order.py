"""The orders of the desk's list, and places in them: a value and a key, which makes every place unique."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Expression, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from comments.models import Comment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Place = tuple[Any, int]


class Beyond(Func):
    """Whether (value, key) comes after a place, as one comparison: told as two, databases walk more rows."""

    output_field = BooleanField()
    arity = 4

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        """A comparison of rows, for which SQLite and PostgreSQL both start in the middle of an index."""
        parts = [compiler.compile(part) for part in self.source_expressions]
        (value, key, other_value, other_key), values = zip(*parts, strict=True)
        sign = "<" if self.extra["descending"] else ">"
        return f"({value}, {key}) {sign} ({other_value}, {other_key})", [
            one for some in values for one in some
        ]


@dataclass(frozen=True)
class Order:
    """By `field` ("created_at" or "score") and then by key, both `descending` or neither.

    `is_sorted` keeps the database from walking the index of scores, where another finds few comments
    which are then sorted.
    """

    field: str = "created_at"
    descending: bool = False
    is_sorted: bool = False

    def turned(self) -> "Order":
        """The other way round."""
        return replace(self, descending=not self.descending)

    def place_of(self, comment: Comment) -> Place:
        """Where `comment` stands."""
        return getattr(comment, self.field), comment.pk

    def first(self, comments: QuerySet, number: int, after: Place | None = None) -> list[Place]:
        """The first `number` places of `comments`, or those after one."""
        value: Expression | F = F(self.field)
        if self.is_sorted and self.field == "score":
            value = F("score") + Value(0)
        return self._first(value, comments, number, after)

    def first_of_few(self, comments: QuerySet, number: int, after: Place | None = None) -> list[Place]:
        """The same where few come into question: they are sorted, and no index is walked in this order."""
        return self._first(Coalesce(self.field, self.field), comments, number, after)

    def _first(
        self, value: Expression | F, comments: QuerySet, number: int, after: Place | None
    ) -> list[Place]:
        comments = comments.order_by().annotate(place=value)
        if after:
            comments = comments.filter(_beyond(value, after, self))
        by = [("place", "pk"), ("-place", "-pk")][self.descending]
        return list(comments.order_by(*by).values_list("place", "pk")[:number])

    def written(self, place: Place) -> str:
        """A place as it stands in addresses."""
        value, key = place
        return f"{(value - EPOCH) // MICROSECOND if self.field == 'created_at' else value}-{key}"

    def read(self, text: str) -> Place:
        """The place that an address names; Http404 for none of ours."""
        pattern = "[0-9]{1,17}" if self.field == "created_at" else "-?[0-9]{1,5}"
        found = re.fullmatch(f"({pattern})-([0-9]{{1,18}})", text)
        if not found:
            raise Http404
        value = int(found[1])
        return EPOCH + value * MICROSECOND if self.field == "created_at" else value, int(found[2])


def _beyond(value: Any, place: Place, order: Order) -> Beyond:
    field: Any = Comment._meta.get_field(order.field)
    return Beyond(value, F("pk"), Value(place[0], field), Value(place[1]), descending=order.descending)


ORDERS = {
    "": Order(),
    "newest": Order(descending=True),
    "highest": Order("score", descending=True),
    "lowest": Order("score"),
}
