"""What a form of the desk asks for, read from the request; 400 for what no form of ours sends."""

from collections.abc import Iterable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from comments.models import State

ACTIONS = {
    "approve": State.APPROVED,
    "reject": State.REJECTED,
    "spam": State.SPAM,
    "erase": State.ERASED,
}
MAX_REASON = 200


def action_and_keys(request: HttpRequest) -> tuple[State, list[int]]:
    """The new state and the comments: those of the ticked boxes, or the one whose own button was pressed."""
    post = request.POST
    if "only" in post:
        action, _dash, key = post["only"].partition("-")
        return state(action), keys([key])
    return state(post.get("action", "")), keys(post.getlist("keys"))


def keys(values: Iterable[str]) -> list[int]:
    """Primary keys as sent."""
    found = []
    for value in values:
        if not (value.isascii() and value.isdigit() and len(value) < 19):
            raise BadRequest("Not a comment")
        found.append(int(value))
    return found


def reason(request: HttpRequest) -> str:
    """The reason that was given, or ""."""
    return request.POST.get("reason", "").replace("\0", "").strip()[:MAX_REASON]


def back_to_list(request: HttpRequest, anchor: str = "") -> HttpResponseRedirect:
    """Lead back to the list with the filters it had, whatever `back` says: it is only ever a query string."""
    query = QueryDict(request.POST.get("back", "")).urlencode()
    return redirect(f"{reverse('comments_desk:index')}{'?' if query else ''}{query}{anchor}")


def state(action: str) -> State:
    """The state that a button of this name gives."""
    if action not in ACTIONS:
        raise BadRequest("Not an action")
    return ACTIONS[action]
