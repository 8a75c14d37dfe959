"""A deleted page takes its comments along, and with them what they taught."""

from typing import Any

from comments.learning.lessons import unlearn
from comments.models import Comment


def unlearn_page(instance: Any, **kwargs: Any) -> None:
    """Receives Django's pre_delete of a page, in the transaction that deletes it."""
    taught = Comment.objects.filter(page_id=instance.pk).exclude(learned_as="")
    unlearn(taught.values_list("pk", flat=True))
