"""What was sent shortly before: the very same post, and too many by one sender."""

from datetime import datetime, timedelta
from ipaddress import ip_address

from django.db.models import BigIntegerField, DateTimeField, GenericIPAddressField, QuerySet
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone

from comments.models import Comment
from comments.networks import sender_network
from comments.prepared import Prepared, Slot

REPEAT_WINDOW = timedelta(minutes=10)
RATE_WINDOW = timedelta(minutes=10)
MAX_IN_WINDOW = 10


class TooMany(Exception):  # noqa: N818 - says what happened
    """This sender has written enough for now; `again_at` says when there is room."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


def same_post(comment: Comment) -> Comment | None:
    """The comment with the same page, parent, address and words of the last ten minutes."""
    same = {"fingerprint": comment.fingerprint, "page": comment.page_id, "email": comment.email}
    since = timezone.now() - REPEAT_WINDOW
    if comment.parent_id:
        return _SAME_REPLY.first(since=since, parent=comment.parent_id, **same)
    return _SAME_COMMENT.first(since=since, **same)


def refuse_too_many(address: str | None) -> None:
    """Raise TooMany for a network address with ten comments in the last ten minutes."""
    if address is None:
        return
    times = _times_from(address, timezone.now() - RATE_WINDOW)
    if len(times) >= MAX_IN_WINDOW:
        raise TooMany(times[MAX_IN_WINDOW - 1] + RATE_WINDOW)


def _times_from(address: str, since: datetime) -> list[datetime]:
    """When the latest since then came from `address`, or from its /64: any device there has them all."""
    if ip_address(address).version == 4:
        return [at for (at,) in _SAME_ADDRESS.rows(since=since, address=address)]
    network = sender_network(address)
    recent = Comment.objects.filter(created_at__gt=since).order_by("-created_at")
    near = recent.filter(sender_address__within=network).values_list("sender_address", "created_at")
    # The index may find a few that only look alike.
    return [at for other, at in near[: 4 * MAX_IN_WINDOW] if ip_address(str(other)) in network]


def _recent() -> QuerySet[Comment]:
    return Comment.objects.filter(created_at__gt=Slot("since", DateTimeField()))


def _same() -> QuerySet[Comment]:
    same_address = Exact(Lower("email"), Lower(Slot("email")))
    page, fingerprint = Slot("page", BigIntegerField()), Slot("fingerprint")
    same = _recent().filter(same_address, page=page, fingerprint=fingerprint)
    return same.only("pk").order_by("created_at", "pk")


_SAME_COMMENT = Prepared(lambda: _same().filter(parent=None)[:1])
_SAME_REPLY = Prepared(lambda: _same().filter(parent=Slot("parent", BigIntegerField()))[:1])
_SAME_ADDRESS = Prepared(
    lambda: (
        _recent()
        .filter(sender_address=Slot("address", GenericIPAddressField()))
        .order_by("-created_at")
        .values_list("created_at")[:MAX_IN_WINDOW]
    )
)
