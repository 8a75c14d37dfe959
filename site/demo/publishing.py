"""Puts pages into the tree and publishes them as the editor's button does: with a revision and a history."""

import re
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from demo.content import found


def add(parent: Page, page: Page, user: Any) -> Any:
    """Add `page` below `parent` as a draft of `user`; returns it."""
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    return parent.add_child(instance=page)


def publish(page: Page, user: Any) -> Any:
    """Save a revision of `page` and publish it; returns the page as stored now.

    Raises pages.publishing.PublishRefused where the content breaks a rule.
    """
    page.save_revision(user=user).publish(user=user)
    return type(page).objects.get(pk=page.pk)


def in_order(children: Iterable[Any]) -> list[Any]:
    """Number the `children` of a page (Orderables) as they come, as the editor's form would; returns them."""
    numbered = list(children)
    for number, child in enumerate(numbered):
        child.sort_order = number
    return numbered


def link_pages(html: str, pages: dict[str, Page], place: str) -> str:
    """Turn each href="page:slug" of rich text into Wagtail's stored link to that page.

    Raises ContentError for a slug that is not in `pages`; `place` says where it was.
    """

    def stored(match: re.Match) -> str:
        return f'linktype="page" id="{found(pages, match[1], place).pk}"'

    return re.sub(r'href="page:([^"]+)"', stored, html)
