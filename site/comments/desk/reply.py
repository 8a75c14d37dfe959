"""A moderator's own answer to a comment, shown at once."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comments.deciding import decide
from comments.models import Comment, State
from comments.models.comment import MAX_TEXT
from comments.text import fingerprint_of, tidy
from comments.tokens import hash_of, new_token

ANSWERABLE = {State.PENDING, State.APPROVED}


class ReplyForm(forms.Form):
    """The answer, and whether a waiting comment is approved along with it."""

    text = forms.CharField(
        label=_("Your reply"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True}),
    )
    approve = forms.BooleanField(
        label=_("Approve the comment too"),
        help_text=_("It still waits. Readers see your reply only under an approved comment."),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, parent: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parent.state != State.PENDING:
            del self.fields["approve"]


@transaction.atomic
def store_reply(parent: Comment, text: str, by: Any, approve: bool = False) -> Comment:
    """Store `text` as an approved reply to `parent` in the name of the user `by`; returns the reply.

    It is decided about like any other, so that it is logged and, ten minutes later, announced. With
    `approve`, a waiting `parent` is approved in the same batch, so that both can be undone together.
    """
    parent = Comment.objects.select_for_update().get(pk=parent.pk)
    reply = Comment.objects.create(
        page_id=parent.page_id,
        parent=parent,
        thread_id=parent.thread_id or parent.pk,
        depth=min(parent.depth + 1, Comment.MAX_DEPTH),
        name=(by.get_full_name() or by.get_username())[:80],
        email=by.email,
        text=tidy(text),
        account=by,
        fingerprint=fingerprint_of(text),
        token_hash=hash_of(new_token()),
    )
    approve_too = [parent.pk] if approve and parent.state == State.PENDING else []
    decide([*approve_too, reply.pk], State.APPROVED, by)
    reply.refresh_from_db(fields=["state"])
    return reply
