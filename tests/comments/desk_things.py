"""Comments to moderate, and moderators."""

from itertools import count
from typing import Any

from comments.models import Comment, State
from tests import factories

_numbers = count(1)


def waiting(text: str = "My hips feel better already.", **fields: Any) -> Comment:
    """A comment that waits, under an article of its own unless `page` is given."""
    number = next(_numbers)
    values = {
        "name": f"Reader {number}",
        "email": f"reader{number}@example.com",
        "sender_address": "192.0.2.7",
        "user_agent": "Firefox",
        "state": State.PENDING,
        "fingerprint": f"{number:064x}",
        "token_hash": f"desk-{number}",
    } | fields
    page = values.pop("page", None) or factories.article()
    return Comment.objects.create(page_id=page.pk, text=text, **values)


def reply_to(parent: Comment, text: str = "So do mine.", **fields: Any) -> Comment:
    """A waiting reply to a first comment."""
    return waiting(text, page=parent.page, parent=parent, thread=parent, depth=2, **fields)


def moderator(name: str = "moderator") -> Any:
    """A user of the group that may moderate, and nothing else."""
    return factories.user(name, "Comment moderators", first_name="Mo", last_name=name.title())
