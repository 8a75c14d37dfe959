"""Placing paid links in a real browser: by the editor's button, and in each of the other ways."""

from contextlib import suppress
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, TimeoutError, expect

from affiliates.models import AffiliateLink
from articles.models import ArticlePage
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


def _choose_in_field(page: Page, name: str) -> None:
    entry = page.locator(".modal-body").get_by_role("link", name=name)
    for _attempt in range(3):  # on a busy machine Wagtail's dialog may miss a press, as people know
        page.get_by_role("button", name="Choose paid link").last.click()
        with suppress(TimeoutError):
            entry.click(timeout=8_000)
            break
        page.keyboard.press("Escape")
    expect(page.locator(".modal-body")).to_have_count(0)


def _insert(page: Page, kind: str) -> None:
    page.locator("button[title='Insert a block']").last.click()
    page.get_by_role("option", name=kind, exact=True).click()


def _save(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).last.click()
    expect(page.locator(".messages")).to_contain_text("Loop band" if button == "Save" else "published")


def test_an_editor_places_a_link_in_each_of_the_four_ways(
    page: Page, live_server: Any, settings: Any
) -> None:
    page.set_default_timeout(20_000)
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # its answer would come while the next button is pressed
    ways = [link(f"The {way}", slug=way) for way in ("text", "callout", "card", "band")]
    band = factories.equipment("Loop band")
    entry = factories.exercise("Side step", equipment=[band])
    _open(page, live_server)
    page.locator("button[name=PAID_LINK]").dispatch_event("mousedown")
    _choose(page, "The text")
    _expect_to_send(page, ways[0])
    _insert(page, "Paid link")
    page.fill("[name='body-1-value-text']", "See the callout")
    _choose_in_field(page, "The callout")
    _insert(page, "Product")
    _choose_in_field(page, "The card")
    page.get_by_role("button", name="More actions").last.click()
    _save(page, "Publish")
    page.goto(live_server.url + reverse("wagtailsnippets_exercises_equipment:edit", args=[band.pk]))
    _choose_in_field(page, "The band")
    _save(page, "Save")

    page.goto(live_server.url + ArticlePage.objects.get().url)
    expect(page.locator(".disclosure")).to_be_visible()
    for one, where in zip(ways, (".prose", ".callout", ".product"), strict=False):
        expect(page.locator(f"{where} a[rel~=sponsored]")).to_have_attribute("href", one.destination)
    page.goto(live_server.url + entry.url)
    expect(page.locator(".disclosure")).to_be_visible()
    expect(page.locator("main a[rel~=sponsored]")).to_have_attribute("href", ways[3].destination)
