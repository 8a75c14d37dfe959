"""The inbox, its decisions and the way back from them. A GET never changes anything."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from comments.akismet.problem import current_problem
from comments.deciding import CannotUndo, decide, erase, undo
from comments.desk import asked, at_once, crumbs
from comments.desk.erasures import add_erasures
from comments.desk.filter_form import STATES
from comments.desk.filters import Filters
from comments.desk.paging import slice_of
from comments.desk.remembering import forget, last_action, remember
from comments.desk.rights import moderators_only
from comments.desk.rows import rows_of
from comments.desk.telling import done, offers_undo, tell
from comments.desk.waiting import in_words, number_waiting
from comments.models import Batch, Comment, State


@require_GET
@moderators_only
def index(request: HttpRequest) -> HttpResponse:
    """The inbox."""
    filters = Filters.read(request.GET)
    found = slice_of(filters, request.GET)
    add_erasures(found.comments)
    waiting = number_waiting()
    context = {
        "rows": rows_of(found.comments),
        "slice": found,
        "offer": at_once.offer(filters, found),
        "filters": filters,
        "tabs": [(label, filters.query(state=state), state == filters.state) for state, label in STATES],
        "only_page": _page_of(filters),
        "waiting": waiting,
        "waiting_in_words": in_words(waiting),
        "undoable": _undoable(request),
        "akismet_problem": current_problem(),
        "here": request.GET.urlencode(),
        **crumbs.header(),
    }
    return render(request, "comments/desk/index.html", context)


@require_GET
@moderators_only
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of one comment, and all that was decided about it."""
    comment = get_object_or_404(Comment.objects.select_related("page", "parent", "account"), pk=pk)
    decisions = comment.decisions.select_related("batch__by").order_by("-pk")
    row = rows_of([comment])[0]
    context = {
        "comment": comment,
        "row": row,
        "told": row.told,
        "decisions": decisions,
        "here": request.GET.get("back", ""),
        "is_history": True,
        **crumbs.header(_("Comment %d") % pk),
    }
    return render(request, "comments/desk/history.html", context)


@require_http_methods(["GET", "POST"])
@moderators_only
def decide_many(request: HttpRequest) -> HttpResponse:
    """Do to the chosen comments, or to all that match (`all` in the data), what the pressed button says."""
    if request.method != "POST":
        return _back_from_signing_in(request)
    state, keys = asked.action_and_keys(request)
    if "all" in request.POST and "only" not in request.POST:
        keys = at_once.keys(request)
    if not keys:
        messages.warning(request, _("Nothing is chosen. Tick the comments first."))
        return asked.back_to_list(request)
    batch = decide(keys, state, request.user, asked.reason(request))
    remember(request, batch)
    tell(request, batch, request.POST.get("back", ""))
    return asked.back_to_list(request)


@require_http_methods(["GET", "POST"])
@moderators_only
def erase_many(request: HttpRequest) -> HttpResponse:
    """Erase for good and at once, as the writer of a comment may ask; a GET only asks whether to."""
    keys = asked.keys((request.POST or request.GET).getlist("keys"))
    if request.method != "POST":
        return _ask_before_erasing(request, keys)
    tell(request, erase(keys, request.user, asked.reason(request)), request.POST.get("back", ""))
    return asked.back_to_list(request)


@require_http_methods(["GET", "POST"])
@moderators_only
def undo_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one action back, and lead to the first of its comments."""
    if request.method != "POST":
        return _back_from_signing_in(request)
    batch = get_object_or_404(Batch, pk=pk)
    forget(request, batch)
    try:
        undo(batch, request.user)
    except CannotUndo as reason:
        messages.error(request, str(reason))
        return asked.back_to_list(request)
    messages.success(request, _undone(batch))
    first = batch.decisions.order_by("comment__created_at", "comment_id").values_list("comment", flat=True)
    return asked.back_to_list(request, f"#comment-{first[0]}" if first else "")


def _back_from_signing_in(request: HttpRequest) -> HttpResponse:
    """Who was signed out when a button was pressed is led to its address, with a GET, after signing in."""
    messages.warning(request, _("Nothing was changed, as you had been signed out. Please do it again."))
    return asked.back_to_list(request)


def _ask_before_erasing(request: HttpRequest, keys: list[int]) -> HttpResponse:
    comments = Comment.objects.filter(pk__in=keys).exclude(state=State.ERASED, text="")
    if not comments:
        messages.warning(request, _("Nothing is left to erase."))
        return asked.back_to_list(request)
    context = {
        "comments": comments,
        "back": request.GET.get("back", ""),
        **crumbs.header(_("Erase for good?")),
    }
    return render(request, "comments/desk/erase.html", context)


def _page_of(filters: Filters) -> Page | None:
    page = filters.chosen.get("page")
    return Page.objects.filter(pk=page).first() if page else None


def _undoable(request: HttpRequest) -> dict[str, Any]:
    batch = last_action(request)
    if offers_undo(request):
        return {}
    return {"batch": batch, "text": done(batch)} if batch else {}


def _undone(batch: Batch) -> str:
    text = _("Undone: %(what)s") % {"what": done(batch)}
    if batch.decisions.exclude(comment__state=F("from_state")).exists():
        text += " " + _("What was decided anew since then stays so.")
    return text
