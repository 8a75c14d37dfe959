"""Deciding at once about all comments that match the filters, those on other pages included."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from comments.desk.filters import Filters
from comments.desk.matching import find
from comments.desk.order import EPOCH, MICROSECOND
from comments.desk.paging import Slice
from comments.models import Comment

MOST = 1_000
# Words of which the index knows many: how much farther than for a page the list is walked.
TURNS = 4


@dataclass(frozen=True)
class Offer:
    """How many match, None where that isn't known; of more than `most`, the first are decided about.

    `until` is the moment that was looked at, in microseconds: what came later nobody has seen.
    """

    number: int | None
    until: int
    most: int

    @property
    def is_all(self) -> bool:
        """Whether none is left afterwards."""
        return self.number is not None and self.number <= self.most


def offer(filters: Filters, found: Slice) -> Offer | None:
    """What can be done to more than the page; None without filters, or for a single comment."""
    if not filters.narrows or not found.comments:
        return None
    number = found.total
    if number is None and not filters.asked.is_anything:
        number = filters.listed().order_by()[: MOST + 1].count()
    if number is not None and number < 2:
        return None
    return Offer(number, (timezone.now() - EPOCH) // MICROSECOND, MOST)


def keys(request: HttpRequest) -> list[int]:
    """The first `MOST` comments of the list that `back` describes, as it was then. 400 for nonsense."""
    until = request.POST.get("until", "")
    if not (until.isascii() and until.isdigit() and len(until) < 18):
        raise BadRequest("Not a moment")
    try:
        filters = Filters.read(QueryDict(request.POST.get("back", "")))
    except Http404:
        raise BadRequest("Not a list") from None
    if not filters.narrows:
        raise BadRequest("Nothing is filtered")
    found = [key for _value, key in find(filters, filters.order, MOST, turns=TURNS).places]
    return _written_until(found, EPOCH + int(until) * MICROSECOND)


def _written_until(keys: list[int], moment: datetime) -> list[int]:
    return list(
        Comment.objects.filter(pk__in=keys, created_at__lte=moment).order_by().values_list("pk", flat=True)
    )
