"""The editor's button for paid links, in a real browser: put one in, change it, copy it, take it out."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from affiliates.models import AffiliateLink
from tests import factories
from tests.affiliates.things import link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _open(page: Page, live_server: Any) -> Locator:
    """The text of an article, with its first word chosen."""
    article = factories.article(body=[factories.paragraph("<p>Bands help.</p>")])
    factories.user("editor", "Editors")
    page.goto(f"{live_server.url}/admin/login/?next=/admin/pages/{article.pk}/edit/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "a-good-password")
    page.get_by_role("button", name="Sign in").click()
    text = page.locator(".Draftail-Editor [contenteditable=true]")
    text.click()
    page.keyboard.press("Home")
    for _letter in "Bands":
        page.keyboard.press("Shift+ArrowRight")
    return text


def _choose(page: Page, name: str) -> None:
    page.locator(".modal-body").get_by_role("link", name=name).click()
    expect(page.locator(".modal-body")).to_have_count(0)


def _expect_to_send(page: Page, *links: AffiliateLink) -> None:
    """The form's input, which follows what is typed after a moment, names these links in turn."""
    page.wait_for_function(
        """(expected) => {
            const { entityMap } = JSON.parse(document.querySelector('[name="body-0-value"]').value);
            const found = Object.values(entityMap).filter(({ type }) => type === "PAID_LINK");
            return String(found.map(({ data, mutability }) => [data.id, mutability])) === expected;
        }""",
        arg=",".join(f"{one.pk},MUTABLE" for one in links),
    )


def test_a_word_becomes_a_paid_link_that_can_be_changed_copied_and_removed(
    page: Page, live_server: Any
) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    bands, mat = link("Loop bands"), link("A mat")
    text = _open(page, live_server)
    page.locator("button[name=PAID_LINK]").dispatch_event("mousedown")
    _choose(page, "Loop bands")
    inside = text.locator(".TooltipEntity")
    expect(inside).to_have_text("Bands")
    _expect_to_send(page, bands)

    inside.dispatch_event("mouseup")
    expect(page.locator(".Tooltip__link")).to_have_text("Loop bands")
    page.locator(".Tooltip").get_by_role("button", name="Edit").click()
    _choose(page, "A mat")
    _expect_to_send(page, mat)

    text.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+v")
    expect(inside).to_have_count(2)
    _expect_to_send(page, mat, mat)

    for left in (1, 0):
        inside.first.dispatch_event("mouseup")
        page.locator(".Tooltip").get_by_role("button", name="Remove").click()
        expect(inside).to_have_count(left)
    _expect_to_send(page)
    assert problems == []
