"""Where a mailed confirmation link leads: a page with a button, since programs follow links, too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from comments.mail.confirming import confirm
from comments.mail.links import Confirmation, read_confirmation, unsubscribe_path
from comments.models import Policy, State
from comments.origin import from_here_only
from comments.publishing import rules_of
from comments.size import small_only
from comments.views.unlisted import unlisted


@unlisted
@from_here_only
@small_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Says what the link is for and what became of it; a post confirms. 404 unknown, 410 expired."""
    link = read_confirmation(token)
    if link is None:
        return render(request, "comments/link_unknown.html", status=404)
    if request.method == "POST" and not link.is_expired:
        confirm(link)
        response = redirect("comments:confirm", token)
        response.status_code = 303
        return response
    return _page(request, link)


def _page(request: HttpRequest, link: Confirmation) -> HttpResponse:
    person, comment = link.correspondent, link.comment
    by_mail = rules_of(comment).policy == Policy.CONFIRMED and comment.state == State.PENDING
    is_done = bool(person.confirmed_at and (comment.confirmed_at or not by_mail))
    context = {
        "subject": comment.page,
        "comment": comment,
        "person": person,
        "is_done": is_done,
        "publishes": by_mail,
        "unsubscribe": unsubscribe_path(person),
    }
    if link.is_expired and not is_done:
        return render(request, "comments/confirm_expired.html", context, status=410)
    return render(request, "comments/confirm.html", context)
