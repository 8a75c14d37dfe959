"""The mail to a moderator about everything that waits."""

from typing import Any

from wagtail.admin.utils import get_admin_base_url

from comments.mail.decision_links import new_link
from comments.mail.entries import entry_of
from comments.mail.moderators import How, how_of, may_be_told, ready_to_read
from comments.mail.writing import Mail, compose
from comments.models import Letter, MailedLink

MOST_LISTED = 50
EXCERPT = 2000


def write(letter: Letter) -> Mail | None:
    """The mail, with the oldest comments and the number of all; None where nothing waits any more."""
    user = letter.user
    if user is None or not may_be_told(user) or how_of(user) == How.NEVER:
        return None
    waiting = ready_to_read().select_related("page", "parent").prefetch_related("findings")
    comments = list(waiting.order_by("created_at", "pk")[:MOST_LISTED])
    if not comments:
        return None
    linked = [(comment, *new_link(user, comment)) for comment in comments]
    number = ready_to_read().count()
    context = {
        "entries": [entry_of(comment, path, EXCERPT) for comment, _link, path in linked],
        "number": number,
        "more": number - len(comments),
    }
    message = compose(letter, user.email, get_admin_base_url() or "", context)
    return Mail(message, not_sent=lambda: _delete([link for _comment, link, _path in linked]))


def _delete(links: list[Any]) -> None:
    MailedLink.objects.filter(pk__in=[link.pk for link in links]).delete()
