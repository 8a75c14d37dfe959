"""What a browser would send from the editor: the form as it stands, with changes."""

import json
from html import unescape
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import querydict_from_html

DRAFT: dict[str, str] = {}
PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
AUTOSAVE = {"headers": {"accept": "application/json"}}


def form_data(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """Everything the form at `address` would send; `changes` by input name, stream fields as stored lists."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code, response.headers.get("Location"))
    form = response.context["form"]
    data: dict[str, Any] = querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()
    for field in form.instance._meta.get_fields():
        if isinstance(field, StreamField) and field.name in form.fields:
            block = field.stream_block
            stored = changes.pop(field.name, None)
            value = getattr(form.instance, field.name) if stored is None else block.to_python(stored)
            data |= sent(block, block.get_form_state(value), field.name)
    return data | changes


def sent(block: Block, state: Any, prefix: str) -> dict[str, str]:
    """The inputs that Wagtail's scripts draw for a block's form state, as they are sent."""
    if isinstance(block, StreamBlock | ListBlock):
        items = {f"{prefix}-count": str(len(state))}
        for index, item in enumerate(state):
            child = block.child_blocks[item["type"]] if isinstance(block, StreamBlock) else block.child_block
            start = f"{prefix}-{index}"
            items |= {f"{start}-deleted": "", f"{start}-order": str(index), f"{start}-id": item["id"] or ""}
            items |= {f"{start}-type": item.get("type", "")}
            items |= sent(child, item["value"], f"{start}-value")
        return items
    if isinstance(block, StructBlock):
        parts = [sent(child, state[name], f"{prefix}-{name}") for name, child in block.child_blocks.items()]
        return {name: value for part in parts for name, value in part.items()}
    if isinstance(block, TableBlock):
        return {prefix: json.dumps(state)}
    if isinstance(state, list):  # a choice
        return {prefix: str(state[0]) if state else ""}
    if isinstance(state, dict):  # a chooser
        return {prefix: str(state.get("id") or "")}
    if isinstance(state, bool):
        return {prefix: "on"} if state else {}
    return {prefix: "" if state is None else str(state)}


def edit_address(page: Any) -> str:
    """The edit form of a page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client: Client, page: Any, action: dict[str, str] = DRAFT, **changes: Any) -> HttpResponse:
    """Press a button of a page's edit form after `changes`."""
    address = edit_address(page)
    return client.post(address, form_data(client, address, **changes) | action)


def autosave(client: Client, page: Any, **changes: Any) -> HttpResponse:
    """Save in the background, as the editor does while somebody types."""
    address = edit_address(page)
    return client.post(address, form_data(client, address, **changes), **AUTOSAVE)


def told(response: HttpResponse) -> str:
    """All messages that this answer brings the editor, or the page it leads to, as one text."""
    return unescape(" ".join(str(message) for message in get_messages(response.wsgi_request)))
