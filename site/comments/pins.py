"""Comments about one exercise of their page. What is stored is the id of its block.

Number, name and place are looked up when they are shown, so they follow the exercise; where it is gone,
the comment is simply about the page.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from wagtail.models import Page

from comments.models import Comment, Step, TakesComments


class Tally(NamedTuple):
    """What is said in the threads about one exercise, or about the page as a whole: comments, `threads`,
    and of those that are pinned themselves how many (`pinned`) and which came `first` (its key)."""

    comments: int
    threads: int
    pinned: int
    first: int | None


def tallies(readable: QuerySet[Comment]) -> dict[str, Tally]:
    """The tally of each exercise by its id, "" for the page as a whole; one query.

    A thread belongs to what its first comment is about: replies have no pin of their own.
    """
    rows = (
        readable.order_by()
        .annotate(about=Coalesce(F("thread__exercise"), F("exercise")))
        .values_list("about")
        .annotate(
            comments=Count("pk"),
            threads=Count(Coalesce("thread_id", "pk"), distinct=True),
            pinned=Count("pk", filter=Q(thread=None)),
            first=Min("pk", filter=Q(thread=None)),
        )
    )
    return {about: Tally(*counted) for about, *counted in rows}


def steps_for(page: Any, parent: Any = None) -> Sequence[Step]:
    """What a writer can choose from; a reply is about what it replies to."""
    return [] if parent else page.commentable_steps()


def pin(comments: Iterable[Comment]) -> None:
    """Give each of `comments`, of whatever pages, its `pin`, with a few queries for all of them."""
    comments = list(comments)
    pages = _with_steps({comment.page_id for comment in comments if comment.exercise})
    for comment in comments:
        pin_on(pages.get(comment.page_id), [comment])


def pin_on(page: Any, comments: Iterable[Comment]) -> None:
    """The same where all are of `page`; asks nothing that the page has not got already."""
    known: dict[str, Step] | None = None
    for comment in comments:
        if comment.exercise and page and known is None:
            known = {step.id: step for step in page.commentable_steps()}
        comment.__dict__["pin"] = (known or {}).get(comment.exercise)


def _with_steps(keys: set[int]) -> dict[int, Any]:
    if not keys:
        return {}
    pages = [page for page in Page.objects.filter(pk__in=keys).specific() if isinstance(page, TakesComments)]
    for kind in {type(page) for page in pages}:
        kind.gather_steps([page for page in pages if type(page) is kind])
    return {page.pk: page for page in pages}


def about_step(page: Any, talk: Any, step: str) -> dict[str, Any]:
    """For the card of `step`: `number` of comments about it and `address` where they are read, `is_open`.

    `talk` is the page's `comments.reading.Conversation`. A single comment is read where it stands.
    """
    if step not in {one.id for one in talk.steps}:
        return {}
    tally = talk.tallies.get(step)
    shown = {entry.comment.pk for entry in talk.threads}
    is_in_sight = tally is not None and tally.pinned == 1 and tally.first in shown
    address = f"#comment-{tally.first}" if is_in_sight else reverse("comments:step", args=[page.pk, step])
    return {"number": tally.pinned if tally else 0, "address": address, "is_open": talk.is_open}
