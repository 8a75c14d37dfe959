"""Fifty comments at a time, from a place in the list instead of a number: however far, equally quick."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comments.desk.filters import Filters
from comments.desk.matching import find
from comments.models import Comment

PER_PAGE = 50


@dataclass(frozen=True)
class Slice:
    """The comments of one page, and the places where the pages around it begin, or "".

    `is_cut` says that matches are so far apart that the search for more was put off to the next page.
    `total` is how many match in all, where the search for these has told it.
    """

    comments: list[Comment]
    before: str = ""
    after: str = ""
    is_cut: bool = False
    total: int | None = None


def slice_of(filters: Filters, params: Mapping[str, Any]) -> Slice:
    """The page that `after` or `before` in the address asks for; Http404 for a bad place."""
    order = filters.order
    back = params.get("before")
    start = back or params.get("after")
    place = order.read(start) if start else None
    found = find(filters, order.turned() if back else order, PER_PAGE + 1, place)
    shown = found.places[:PER_PAGE]
    # Where the pages on either side begin, in the direction that was walked.
    behind = shown[0] if shown and place else None
    ahead = shown[-1] if len(found.places) > PER_PAGE else found.stopped_at
    if back:
        shown, behind, ahead = shown[::-1], ahead, behind
    return Slice(
        _comments(shown),
        order.written(behind) if behind else "",
        order.written(ahead) if ahead else "",
        found.stopped_at is not None,
        found.total,
    )


def _comments(places: list[Any]) -> list[Comment]:
    keys = [key for _value, key in places]
    found = Comment.objects.select_related("page", "parent").in_bulk(keys)
    return [found[key] for key in keys if key in found]
