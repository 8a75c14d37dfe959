"""Blocking the sender of a comment for a while."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from comments.models import Block, Comment
from comments.networks import household


class Outcome(NamedTuple):
    """What became of a block that was asked for: `was_there` before; `is_longer` now than it was."""

    block: Block
    was_there: bool
    is_longer: bool


def values_of(comment: Comment) -> dict[str, str]:
    """What can be blocked of the sender of `comment`, by kind."""
    values: dict[str, str] = {}
    if comment.email:
        values[Block.Kind.EMAIL] = comment.email.lower()
    if comment.sender_address:
        values[Block.Kind.NETWORK] = household(comment.sender_address)
    return values


@transaction.atomic
def block(values: Iterable[tuple[str, str]], until: datetime, by: Any, note: str = "") -> list[Outcome]:
    """Block each (kind, value) in the name of the user `by`. A block that is there never ends earlier."""
    return [_block(kind, value, {"expires_at": until, "by": by, "note": note}) for kind, value in values]


def _block(kind: str, value: str, fields: dict[str, Any]) -> Outcome:
    blocks = Block.objects.select_for_update()
    found, is_new = blocks.get_or_create(kind=kind, value=value, defaults=fields)
    is_longer = found.expires_at is not None and found.expires_at < fields["expires_at"]
    if is_longer:
        found.expires_at = fields["expires_at"]
        # The note of whoever blocked it first stays where nothing is said now.
        found.note = fields["note"] or found.note
        found.save(update_fields=["expires_at", "note"])
    return Outcome(found, was_there=not is_new, is_longer=is_longer)
