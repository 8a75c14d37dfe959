"""An editor who places paid links in the admin, in each of the four ways."""

import re
from contextlib import suppress
from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, TimeoutError, expect

CHOOSE = re.compile("^Choose ")


def sign_in(page: Page, address: str) -> None:
    """As the user "editor"."""
    page.goto(f"{address}/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "a-good-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{address}/admin/")


def link_equipment(page: Page, address: str, thing: Any, name: str) -> None:
    """Let a piece of equipment point to the link of that name."""
    edit = thing.snippet_viewset.get_url_name("edit")
    page.goto(f"{address}{reverse(edit, args=[thing.pk])}")
    _choose(page, page.locator("#id_paid_link-chooser"), name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("updated")


def link_first_word(page: Page, name: str) -> None:
    """By the editor's own button, in the text that stands first on the page."""
    text = page.locator(".Draftail-Editor [contenteditable=true]").first
    text.click()
    page.keyboard.press("Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    entry = page.locator(".modal-body").get_by_role("link", name=name, exact=True)
    page.locator("button[name=PAID_LINK]").first.dispatch_event("mousedown")
    entry.click()
    expect(text.locator(".TooltipEntity")).to_have_count(1)


def add_callout(page: Page, number: int, text: str, name: str) -> None:
    """A callout as the body's block of that number."""
    prefix = _add_block(page, number, "Paid link")
    page.fill(f'[name="{prefix}-text"]', text)
    _choose(page, page.locator(f"#{prefix}-link-chooser"), name)


def add_product(page: Page, number: int, name: str) -> None:
    """A product as the body's block of that number."""
    prefix = _add_block(page, number, "Product")
    _choose(page, page.locator(f"#{prefix}-link-chooser"), name)


def publish(page: Page) -> None:
    """The page that is open."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")


def _add_block(page: Page, number: int, kind: str) -> str:
    page.locator('[data-contentpath="body"] .c-sf-add-button').last.click()
    page.get_by_role("option", name=kind).first.click()
    prefix = f"body-{number}-value"
    expect(page.locator(f"#{prefix}-link-chooser")).to_be_visible()
    return prefix


def _choose(page: Page, chooser: Locator, name: str) -> None:
    entry = page.locator(".modal-body").get_by_role("link", name=name, exact=True)
    for _attempt in range(3):  # on a busy machine Wagtail's dialog may miss a press, as people know
        chooser.get_by_role("button", name=CHOOSE).click()
        with suppress(TimeoutError):
            entry.click(timeout=8_000)
            break
        page.keyboard.press("Escape")
    expect(chooser).to_contain_text(name)
