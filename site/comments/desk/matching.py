"""Which comments of a list match words and signals, found without looking at more than a few thousand.

Where the index knows of few, those are looked up and sorted. Where it knows of many, the list is walked
in its order and every stretch of it put to the index: the next page is near then. If it isn't, the walk
ends after the last stretch, and the page says from where to search on.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet

from comments.desk.filters import Filters
from comments.desk.order import Order, Place
from comments.models import Comment
from comments.search import lookup
from comments.search.asking import Asked

FEW = 5_000
STRETCH = 2_000
FARTHEST = 20_000
# Where the texts themselves have to be read.
FARTHEST_READ = 6_000


class OneOf(Func):
    """Whether a comment's key is one of `keys`, which are sent as one value: as thousands of them they take
    longer to send than to find."""

    output_field = BooleanField()

    def __init__(self, keys: list[int]) -> None:
        super().__init__(F("pk"))
        self.keys = keys

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """SQLite has no lists."""
        key, params = compiler.compile(self.source_expressions[0])
        listed = "(SELECT value FROM json_each(%s))"
        return f"{key} IN {listed}", [*params, json.dumps(self.keys)]

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """An array."""
        key, params = compiler.compile(self.source_expressions[0])
        return f"{key} = ANY(%s)", [*params, self.keys]


@dataclass(frozen=True)
class Found:
    """The first places that match; `stopped_at` is where the walk was given up, if it was.

    `total` is how many there are in the whole list, where that is known.
    """

    places: list[Place]
    stopped_at: Place | None = None
    total: int | None = None


def find(filters: Filters, order: Order, number: int, after: Place | None = None, turns: int = 1) -> Found:
    """The first `number` places after one; `turns` says how many times as far a walk may go."""
    asked = filters.asked
    if not asked.is_anything:
        return Found(order.first(filters.listed(), number, after))
    if asked.is_indexed:
        keys = lookup.matching(asked, FEW + 1)
        if len(keys) <= FEW:
            return _looked_up(filters, order, number, after, keys)
    return _walked(filters, order, number, after, turns)


def _looked_up(filters: Filters, order: Order, number: int, after: Place | None, keys: list[int]) -> Found:
    """The state is left to the index here: asked for again, it would be searched first."""
    comments = filters.listed(any_state=True).filter(OneOf(keys), _read(filters.asked))
    places = order.first_of_few(comments, number, after)
    return Found(places, total=len(keys) if filters.is_indexed else comments.order_by().count())


def _walked(filters: Filters, order: Order, number: int, after: Place | None, turns: int) -> Found:
    found: list[Place] = []
    left, walked, stretch = (FARTHEST_READ if filters.asked.parts else FARTHEST) * turns, 0, STRETCH
    while left > 0:
        places = order.first(filters.listed(), stretch, after)
        matching = _among(filters.asked, [key for _value, key in places])
        found += [place for place in places if place[1] in matching]
        if len(found) >= number or len(places) < stretch:
            return Found(found[:number])
        after, left, walked = places[-1], left - stretch, walked + stretch
        # As far as the rest will be, if it lies as close as what was found so far, and a third more.
        near = (number - len(found)) * walked * 4 // (3 * len(found)) if found else left
        stretch = min(max(near, STRETCH), left)
    return Found(found, stopped_at=after)


def _among(asked: Asked, keys: list[int]) -> set[int]:
    matching = lookup.among(asked, keys) if asked.is_indexed else set(keys)
    if asked.parts and matching:
        read: QuerySet = Comment.objects.filter(_read(asked), pk__in=matching)
        return set(read.order_by().values_list("pk", flat=True))
    return matching


def _read(asked: Asked) -> Q:
    """What the index can't answer, as a look into the texts."""
    conditions = Q()
    for part in asked.parts:
        conditions &= Q(text__icontains=part) | Q(name__icontains=part) | Q(email__icontains=part)
    return conditions
