"""The mail to a moderator about one comment that waits."""

from wagtail.admin.utils import get_admin_base_url

from comments.mail.decision_links import new_link
from comments.mail.entries import entry_of
from comments.mail.moderators import How, how_of, may_be_told
from comments.mail.writing import Mail, compose
from comments.models import Letter, MailedLink, State
from comments.models.comment import MAX_TEXT


def write(letter: Letter) -> Mail | None:
    """The mail; None where it is decided by now, or the moderator does not want or may not have it."""
    user, comment = letter.user, letter.comment
    if user is None or comment is None or comment.state != State.PENDING or not may_be_told(user):
        return None
    if how_of(user) != How.INSTANT or _was_told(letter):
        return None
    link, path = new_link(user, comment)
    context = {"entry": entry_of(comment, path, MAX_TEXT)}
    return Mail(compose(letter, user.email, get_admin_base_url() or "", context), not_sent=link.delete)


def _was_told(letter: Letter) -> bool:
    """On a first attempt a link can only come from a mail that went out before."""
    links = MailedLink.objects.filter(user=letter.user, comment=letter.comment)
    return letter.attempts == 1 and links.exists()
