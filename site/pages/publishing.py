"""What must be true of a page before it goes live, and how a refusal is told.

Wagtail defers validation for drafts and repeats it in the editor's form alone. `problems_of`
asks the same questions of any page object, so that every route to publishing answers alike.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, Revision


class PublishRefused(ValidationError):  # noqa: N818 - says what happened, as a reader would
    """A page may not go live: `page` (as it would have been) and `messages`, one a problem."""

    def __init__(self, page: Page, problems: list[str]) -> None:
        super().__init__(problems)
        self.page = page


def problems_of(page: Page) -> list[str]:
    """Everything that keeps `page` from being published, each as a sentence naming its field or block."""
    problems = _object_problems(page, [])
    for child, path in _children(page):
        problems += _object_problems(child, path)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            problems += stream_problems(getattr(page, field.name), str(capfirst(field.verbose_name)))
    return problems


def stream_problems(value: StreamValue, name: str = "") -> list[str]:
    """What a stream's blocks find wrong with their content, e.g. "Exercise list (3) › Exercise 2 › Name: …".

    `name` stands before what is wrong with the stream itself, such as an empty one.
    """
    try:
        value.stream_block.clean(value)
    except ValidationError as error:
        found = _walk(value.stream_block, value, error, [])
        return [_named(path or [name], message) for path, message in found]
    return []


def report_refused_schedule(refused: PublishRefused, revision: Revision) -> None:
    """Take a due revision off the schedule and leave the reason in the page's history."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    data = {"problems": refused.messages}
    log(instance=refused.page, action="pages.publish_refused", data=data, revision=revision)


def _object_problems(instance: Any, path: list[str]) -> list[str]:
    try:
        instance.full_clean(exclude=_parental_keys(instance))
    except ValidationError as error:
        return [
            _named([*path, _field_label(instance, name)], message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _children(page: Page) -> Iterator[tuple[Any, list[str]]]:
    for relation in get_all_child_relations(page):
        if relation.related_model._meta.app_label == "wagtailcore":
            continue  # editors' comments are no content
        for number, child in enumerate(getattr(page, relation.get_accessor_name()).all(), start=1):
            yield child, [f"{capfirst(child._meta.verbose_name)} {number}"]


def _parental_keys(instance: Any) -> set[str]:
    # A child of a page that is not stored yet points to nothing.
    return {field.name for field in instance._meta.fields if isinstance(field, ParentalKey)}


def _field_label(instance: Any, name: str) -> str:
    try:
        return str(capfirst(instance._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:  # "__all__"
        return str(capfirst(instance._meta.verbose_name))


def _named(path: list[str], message: str) -> str:
    place = " › ".join(part for part in path if part)
    return _("%(place)s: %(message)s") % {"place": place, "message": message} if place else message


def _walk(
    block: Block, value: Any, error: ValidationError, path: list[str]
) -> Iterator[tuple[list[str], str]]:
    for message in _own_messages(error):
        yield path, message
    for key, child_error in (getattr(error, "block_errors", None) or {}).items():
        child, child_value, label = _child(block, value, key)
        yield from _walk(child, child_value, child_error, [*path, label])


def _own_messages(error: ValidationError) -> list[str]:
    if hasattr(error, "block_errors"):
        return [str(message) for message in getattr(error, "non_block_errors", None) or []]
    return error.messages


def _child(block: Block, value: Any, key: Any) -> tuple[Block, Any, str]:
    if isinstance(block, StreamBlock):
        child = value[key]
        return child.block, child.value, f"{child.block.label} ({key + 1})"
    if isinstance(block, ListBlock):
        return block.child_block, value[key], f"{block.child_block.label or block.label} {key + 1}"
    if isinstance(block, StructBlock) and key in block.child_blocks:
        return block.child_blocks[key], value.get(key), str(block.child_blocks[key].label)
    return block, value, str(key)
