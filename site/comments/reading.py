"""The comments that readers see under a page, in at most three queries however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as Slice
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.functional import cached_property

from comments.akismet.notice import privacy_address
from comments.forms import CommentForm
from comments.models import Comment, State, Step
from comments.pins import Tally, pin_on, steps_for, tallies
from comments.text import paragraphs_of
from pages.listing import page_of
from pages.models import SiteSettings
from people.models import PersonPage

THREADS_A_PAGE = 50
REPLIES_SHOWN = 20
REPLIES_A_PAGE = 200

# Nobody's page needs them, so a template cannot show them by accident.
NEVER_SHOWN = ("email", "sender_address", "user_agent", "fingerprint", "token_hash")


@dataclass
class Entry:
    """A comment with its `replies` in order. `badge` is "author", "expert", "staff" or "".

    `answered` is the entry it replies to where the layout no longer tells (the third level is flat).
    `hidden` counts the replies of a thread that are only on the thread's own page.
    """

    comment: Comment
    badge: str = ""
    replies: list["Entry"] = field(default_factory=list)
    answered: "Entry | None" = None
    hidden: int = 0

    @property
    def is_removed(self) -> bool:
        """Whether only its place is shown, because of the replies to it."""
        return self.comment.state != State.APPROVED

    @cached_property
    def paragraphs(self) -> list:
        """The text, see `comments.text.paragraphs_of`."""
        return paragraphs_of(self.comment.text)

    @property
    def initials(self) -> str:
        """Up to two letters for the place of a portrait."""
        words = self.comment.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


@dataclass(frozen=True)
class Conversation:
    """Under a page: how many comments there are, one `slice` of `threads`, whether one may write.

    `steps` are the exercises that a comment can be about, `tallies` what is said about each (by its id).
    """

    count: int
    threads: list[Entry]
    slice: Slice | None
    is_open: bool
    steps: Sequence[Step]
    tallies: Mapping[str, Tally]


def comments_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The keys `conversation`, `comment_form` (empty), `akismet` and, after the first, `canonical_query`.

    Http404 where ?comments= names a page of threads that does not exist.
    """
    talk = conversation(page, request.GET, page.takes_comments(SiteSettings.for_request(request)))
    turned = talk.slice and talk.slice.number > 1
    return {
        "conversation": talk,
        "comment_form": CommentForm(steps=talk.steps),
        "akismet": privacy_address(request) if talk.is_open else "",
        "canonical_query": f"?comments={talk.slice.number}" if talk.slice and turned else "",
    }


def conversation(page: Any, params: Mapping[str, str], is_open: bool) -> Conversation:
    """The comments of `page`: one query where there are none, else three."""
    counted = tallies(readable(page_id=page.pk))
    asked = {"page": params.get("comments", "1")}
    part = page_of(range(sum(tally.threads for tally in counted.values())), asked, THREADS_A_PAGE)
    roots = list(roots_of(page)[part.start_index() - 1 : part.end_index()]) if counted else []
    count = sum(tally.comments for tally in counted.values())
    return Conversation(count, with_replies(page, roots), part, is_open, steps_for(page), counted)


def with_replies(page: Any, roots: list[Comment]) -> list[Entry]:
    """The threads that begin with `roots`, each with its first replies; one query."""
    return arrange(page, roots, list(_first_replies(roots)) if roots else [])


def roots_of(page: Any) -> QuerySet[Comment]:
    """The first comments of threads that have something to read, oldest first."""
    answers = readable(thread=OuterRef("pk"))
    return _for_reading(Comment.objects.filter(_shown_or_answered(answers), page_id=page.pk, thread=None))


def replies_in(roots: Iterable[Comment]) -> QuerySet[Comment]:
    """What is read in the threads of `roots` besides themselves, oldest first."""
    answers, keys = readable(parent=OuterRef("pk")), [root.pk for root in roots]
    replies = Comment.objects.filter(_shown_or_answered(answers), thread__in=keys)
    return _for_reading(replies.exclude(parent__state=State.PENDING))


def readable(**conditions: Any) -> QuerySet[Comment]:
    """Approved comments, without the replies to one that waits: those appear together with it."""
    comments = Comment.objects.shown().filter(**conditions)
    return comments.exclude(parent__state=State.PENDING).exclude(thread__state=State.PENDING)


def _shown_or_answered(answers: QuerySet[Comment]) -> Q:
    """Approved, or taken away after others had replied: its place is kept."""
    return Q(state=State.APPROVED) | (~Q(state=State.PENDING) & Q(Exists(answers)))


def shown_entry(page: Any, pk: int) -> Entry | None:
    """The approved comment `pk` of `page`, without its replies; None where there is none."""
    found = list(_for_reading(readable(page_id=page.pk, pk=pk)))
    return arrange(page, found, [])[0] if found else None


def _first_replies(roots: list[Comment]) -> QuerySet[Comment]:
    """The first replies of each thread; `in_thread` says how many there are."""
    in_order = Window(RowNumber(), partition_by=F("thread_id"), order_by=["created_at", "pk"])
    counted = Window(Count("pk"), partition_by=F("thread_id"))
    return (
        replies_in(roots)
        .annotate(place=in_order, in_thread=counted)
        .filter(place__lte=REPLIES_SHOWN)
        .order_by("created_at", "pk")
    )


def _for_reading(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    of_a_person = PersonPage.objects.filter(account=OuterRef("account_id"), live=True)
    return (
        comments.annotate(is_expert=Exists(of_a_person))
        .select_related("account")
        .defer(*NEVER_SHOWN)
        .order_by("created_at", "pk")
    )


def arrange(page: Any, roots: list[Comment], replies: list[Comment]) -> list[Entry]:
    """The threads as trees, three deep and then flat; `replies` come oldest first.

    A reply whose parent is not among them hangs from the first comment of its thread.
    """
    pin_on(page, [*roots, *replies])
    badges: dict[int, str] = {}
    entries = {comment.pk: Entry(comment, _badge(page, comment, badges)) for comment in [*roots, *replies]}
    # By key of a reply: the entry of the second level that it belongs to.
    branches: dict[int, Entry] = {}
    in_sight: dict[int, int] = {}
    for reply in replies:
        entry, root = entries[reply.pk], entries[reply.thread_id or reply.pk]
        parent = entries.get(reply.parent_id or reply.pk, root)
        above = branches.get(parent.comment.pk, root)
        above.replies.append(entry)
        branches[reply.pk] = entry if above is root else above
        entry.answered = None if parent is above else parent
        in_sight[root.comment.pk] = in_sight.get(root.comment.pk, 0) + 1
        root.hidden = max(0, getattr(reply, "in_thread", 0) - in_sight[root.comment.pk])
    return [entries[root.pk] for root in roots]


def _badge(page: Any, comment: Comment, known: dict[int, str]) -> str:
    """Worked out once for each account, so a page by many authors is not asked for every comment."""
    key = comment.account_id
    if key is None:
        return ""
    if key not in known:
        expert = "expert" if getattr(comment, "is_expert", False) else "staff"
        known[key] = "author" if page.is_author(comment.account) else expert
    return known[key]
