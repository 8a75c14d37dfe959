"""What must be true of a page before it goes live, and how a refusal is told.

Wagtail defers validation for drafts and repeats it in the editor's form alone. `problems_of`
asks the same questions of any page object, so that every route to publishing answers alike.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, Revision


class PublishRefused(ValidationError):
    """A page may not go live: `page` (as it would have been) and `messages`, one a problem."""

    def __init__(self, page: Page, problems: list[str]) -> None:
        super().__init__(problems)
        self.page = page


def problems_of(page: Page) -> list[str]:
    """Everything that keeps `page` from being published, each as a sentence naming its field or block."""
    problems = []
    try:
        page.full_clean()
    except ValidationError as error:
        problems += [_("%s: %s") % place for place in _field_messages(page, error)]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            problems += stream_problems(getattr(page, field.name))
    return problems


def stream_problems(value: StreamValue) -> list[str]:
    """What a stream's blocks find wrong with their content, e.g. "Exercise list 1 › Exercise 2 › Name: …"."""
    try:
        value.stream_block.clean(value)
    except ValidationError as error:
        return [
            f"{' › '.join(path)}: {message}" if path else message
            for path, message in _walk(value.stream_block, value, error, [])
        ]
    return []


def report_refused_schedule(page: Page, revision: Revision, problems: list[str]) -> None:
    """Take a due revision off the schedule and leave the reason in the page's history."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=page, action="pages.publish_refused", data={"problems": problems}, revision=revision)


def _field_messages(page: Page, error: ValidationError) -> Iterator[tuple[str, str]]:
    for name, messages in error.message_dict.items():
        try:
            label = capfirst(page._meta.get_field(name).verbose_name)
        except LookupError:
            label = page._meta.verbose_name
        except Exception:  # noqa: BLE001 - __all__ and form-only names have no model field
            label = capfirst(page._meta.verbose_name)
        yield from ((label, message) for message in messages)


def _walk(block: Block, value: Any, error: ValidationError, path: list[str]) -> Iterator[tuple[list[str], str]]:
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
