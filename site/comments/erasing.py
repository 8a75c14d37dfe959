"""Taking away for good what tells who wrote what. Places, replies and the log of decisions stay."""

from collections.abc import Iterable

from comments.learning.lessons import unlearn
from comments.models import Comment, Finding, MailedLink, Report, SpamCheck


def wipe(keys: Iterable[int]) -> None:
    """Empty the comments with these `keys`: words, name, addresses, account, and all that was found in them.

    The fingerprint goes too: of a short text, it tells the words. To be called in a transaction.
    """
    keys = list(keys)
    unlearn(keys)
    for model in (Finding, SpamCheck, MailedLink, Report):
        model._default_manager.filter(comment__in=keys).delete()
    Comment.objects.filter(pk__in=keys).update(
        name="", email="", text="", sender_address=None, user_agent="", referrer="", fingerprint="",
        account=None, wants_replies=False, score=0,
    )  # fmt: skip
