"""Comments by invented readers: some answered, some waiting for a moderator."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from comments.models import Comment, State
from comments.text import fingerprint_of
from comments.tokens import hash_of, new_token
from demo.content import found, read_list


def add_comments(pages: dict[str, Page], accounts: dict[str, Any]) -> list[Comment]:
    """Store the comments of comments.toml under the articles among `pages`; nobody's token opens them."""
    made: dict[str, Comment] = {}
    for table in read_list("comments", "comment"):
        made[table["id"]] = _add(table, pages, accounts, made)
    return list(made.values())


def _add(
    table: dict[str, Any], pages: dict[str, Page], accounts: dict[str, Any], earlier: dict[str, Comment]
) -> Comment:
    place = f"comments.toml, {table['id']}"
    page: Any = found(pages, table["page"], place)
    parent = found(earlier, table["answers"], place) if "answers" in table else None
    text = table["text"].strip()
    return Comment.objects.create(
        page=page.page_ptr,
        parent=parent,
        thread_id=(parent.thread_id or parent.pk) if parent else None,
        depth=min(parent.depth + 1, Comment.MAX_DEPTH) if parent else 1,
        name=table["name"],
        email=f"{table['id']}@example.org",
        account=found(accounts, table["account"], place) if "account" in table else None,
        state=State.PENDING if table.get("waiting") else State.APPROVED,
        text=text,
        created_at=_moment(page.published_on, table),
        fingerprint=fingerprint_of(text),
        token_hash=hash_of(new_token()),
    )


def _moment(published: Any, table: dict[str, Any]) -> datetime:
    day = published + timedelta(days=table["days"])
    return timezone.make_aware(datetime.combine(day, time(table["hour"], 12)))
