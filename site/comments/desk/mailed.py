"""Where the link in a mail to a moderator leads: one comment, three buttons. A GET changes nothing."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comments.desk import asked, crumbs
from comments.desk.remembering import remember
from comments.desk.rights import moderators_only
from comments.desk.telling import tell
from comments.desk.verdicts import verdicts_on
from comments.mail.decision_links import NoLongerOpen, find_link, is_expired, use
from comments.models import MailedLink, State

# Erasing asks again, on the desk.
BUTTONS = {State.APPROVED, State.REJECTED, State.SPAM}


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def mailed(request: HttpRequest, token: str) -> HttpResponse:
    """Only for the person the mail went to: 403 for others, 404 for a link that is not known."""
    link = find_link(token)
    if link is None:
        return _page(request, {}, 404)
    if link.user_id != request.user.pk:
        return _page(request, {"is_somebody_elses": True}, 403)
    if request.method == "POST":
        return _decide(request, link)
    return _page(request, _state_of(link))


def _decide(request: HttpRequest, link: MailedLink) -> HttpResponse:
    state = asked.state(request.POST.get("action", ""))
    if state not in BUTTONS:
        raise BadRequest("Not a button of this page")
    try:
        batch = use(link, state, request.user)
    except NoLongerOpen:
        link.comment.refresh_from_db()
        link.refresh_from_db(fields=["used_at"])
        return _page(request, _state_of(link), 409)
    remember(request, batch)
    tell(request, batch, "")
    return redirect("comments_desk:index")


def _state_of(link: MailedLink) -> dict[str, object]:
    comment = link.comment
    is_open = comment.state == State.PENDING and link.used_at is None and not is_expired(link)
    last = comment.decisions.select_related("batch__by").order_by("-pk").first()
    told = verdicts_on([comment]).get(comment.pk)
    return {"link": link, "comment": comment, "is_open": is_open, "last": last, "told": told}


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    head = crumbs.header(_("One comment"))
    response = render(request, "comments/desk/mailed.html", {**context, **head}, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response
