"""Which comments teach what: those that a person approved or called spam, for as long as that stands."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from comments.learning.book import Lesson, clear, write
from comments.models import Batch, Comment, Decision, State
from comments.models.decision import STANDING

TEACHES = {State.APPROVED: "ham", State.SPAM: "spam"}
CHUNK = 500


def learn_from(batch: Batch) -> None:
    """Bring what is learned in line with what is decided now about the comments of `batch`.

    They are locked by the caller, in whose transaction it belongs: a decision and its lesson are
    stored together or not at all.
    """
    _learn(Comment.objects.filter(pk__in=batch.decisions.values("comment")))


def unlearn(keys: Iterable[int]) -> None:
    """Take back what the comments with these `keys` have taught, before they lose their words."""
    comments = Comment.objects.filter(pk__in=list(keys)).exclude(learned_as="")
    _move(list(comments.only("text", "learned_as").annotate(lesson=Value(""))))


def learn_anew() -> tuple[int, int]:
    """Learn everything again from the decisions and the comments; returns the comments of each kind.

    Wanted after a change of what a word is. Writers wait while the words are counted.
    """
    differing = _with_lesson(Comment.objects.order_by("pk")).exclude(learned_as=F("lesson"))
    keys = iter(list(differing.values_list("pk", flat=True)))
    while chunk := list(islice(keys, CHUNK)):
        with transaction.atomic():
            locked = Comment.objects.select_for_update().filter(pk__in=chunk).order_by("pk")
            _learn(Comment.objects.filter(pk__in=[comment.pk for comment in locked.only("pk")]))
    return _count_anew()


@transaction.atomic
def _count_anew() -> tuple[int, int]:
    clear()
    lesson = Lesson()
    taught = Comment.objects.exclude(learned_as="").order_by().values_list("text", "learned_as")
    for text, learned_as in taught.iterator(chunk_size=2000):
        lesson.add(text, learned_as)
    write(lesson)
    return lesson.ham[""], lesson.spam[""]


def _learn(comments: QuerySet[Comment]) -> None:
    _move(list(_with_lesson(comments).exclude(learned_as=F("lesson")).only("text", "learned_as")))


def _move(comments: list[Comment]) -> None:
    """Count each of `comments` as its `lesson` says instead of as it was."""
    change = Lesson()
    by_lesson: dict[str, list[int]] = {}
    for comment in comments:
        lesson: str = comment.lesson  # type: ignore[attr-defined]
        change.add(comment.text, comment.learned_as, -1)
        change.add(comment.text, lesson)
        by_lesson.setdefault(lesson, []).append(comment.pk)
    write(change)
    for lesson, keys in by_lesson.items():
        Comment.objects.filter(pk__in=keys).update(learned_as=lesson)


def _with_lesson(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """With `lesson`: what a comment teaches, given its state and the last word of a person about it."""
    words = Decision.objects.filter(STANDING, comment=OuterRef("pk")).order_by("-pk")
    said = comments.annotate(said=Subquery(words.values("to_state")[:1]))
    cases = [When(Q(state=state, said=state), then=Value(lesson)) for state, lesson in TEACHES.items()]
    return said.annotate(lesson=Case(*cases, default=Value("")))
