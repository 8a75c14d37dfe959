"""Erasing all that is stored under an e-mail address, as its owner may ask: at once and for good."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comments.deciding import erase
from comments.models import Batch, Comment, Decision
from comments.privacy.block_log import forget_label
from comments.privacy.erased_words import tidy_soon
from comments.privacy.stored import (
    Stored,
    blocks_of,
    chunks_of,
    correspondents_of,
    stored_under,
    task_records_of,
)


def erase_all(address: str, by: Any = None) -> Stored:
    """Erase what is stored under `address`; returns how much that was.

    Replies by others stay, under "comment removed". The log says that `by` did it, when and why,
    without the address. Broken off, it can be run again.
    """
    stored = stored_under(address)
    for keys in chunks_of(stored.keys):
        _erase_comments(keys, address, by)
    with transaction.atomic():
        correspondents_of(address).delete()
        blocks_of(address).delete()
        forget_label(address)
        task_records_of(address).delete()
        tidy_soon()
    return stored


@transaction.atomic
def _erase_comments(keys: list[int], address: str, by: Any) -> None:
    erase(keys, by, _("Personal data erased on request"))
    Comment.objects.filter(pk__in=keys).update(confirmed_at=None, announced_at=None)
    _forget_reasons(keys, address)


def _forget_reasons(keys: list[int], address: str) -> None:
    """Moderators may have typed the address where they were asked for a reason."""
    batches = Decision.objects.filter(comment__in=keys).values("batch")
    Batch.objects.filter(pk__in=batches, reason__icontains=address).update(reason="")
