"""The addresses that an editor typed into a page: in rich text, and in blocks that hold an address."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.html import strip_tags
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.fields import RichTextField, StreamField

from affiliates.anchors import anchors_in


class TypedLink(NamedTuple):
    """A link's address, and its words (the address itself where it stands alone)."""

    address: str
    text: str


def typed_links(thing: Model) -> list[TypedLink]:
    """The typed links of a page, or of anything else with rich text, in the order of its fields."""
    return [link for field in thing._meta.get_fields() for link in _of_field(field, thing)]


def _of_field(field: Any, thing: Model) -> Iterator[TypedLink]:
    if isinstance(field, RichTextField):
        yield from _of_html(field.value_from_object(thing))
    elif isinstance(field, StreamField):
        yield from _of_block(field.stream_block, field.value_from_object(thing))


def _of_block(block: Block, value: Any) -> Iterator[TypedLink]:
    if not value:
        return
    if isinstance(block, RichTextBlock):
        yield from _of_html(value.source)
    elif isinstance(block, URLBlock):
        yield TypedLink(value, value)
    elif isinstance(block, StreamBlock | ListBlock):
        for child in value if isinstance(block, StreamBlock) else value.bound_blocks:
            yield from _of_block(child.block, child.value)
    elif isinstance(block, StructBlock) and isinstance(value, Mapping):  # an image block's value is an image
        for name, child_block in block.child_blocks.items():
            yield from _of_block(child_block, value.get(name))


def _of_html(html: str | None) -> Iterator[TypedLink]:
    for anchor in anchors_in(html or ""):
        if anchor.href:
            yield TypedLink(anchor.href, unescape(strip_tags(anchor.inner)).strip() or anchor.href)
