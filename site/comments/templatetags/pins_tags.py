"""What the card of an exercise shows of the comments about it."""

from typing import Any

from django import template

from comments.pins import about_step
from comments.reading import Conversation

register = template.Library()


@register.inclusion_tag("comments/_about_step.html")
def about(page: Any, conversation: Conversation | str, exercise: Any) -> dict[str, Any]:
    """The comments about `exercise` and the way to write one; nothing where the page shows no comments."""
    shown = about_step(page, conversation, exercise.block_id) if conversation and page.pk else {}
    return {**shown, "page": page, "exercise": exercise}
