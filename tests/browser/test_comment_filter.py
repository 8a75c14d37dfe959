"""The filter in a real browser: traps that nobody notices, verdicts and blocks that everybody can use."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comments.models import Block, Comment, Finding, State
from tests import factories
from tests.browser.test_desk import _sign_in
from tests.comments.desk_things import moderator, waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reader_neither_sees_nor_reaches_the_traps_and_a_script_tells_the_time(
    live_server: Any, page: Page
) -> None:
    page.goto(live_server.url + factories.article().url)
    shown = page.locator("p:has(> [name=website])").bounding_box()
    assert shown["width"] * shown["height"] <= 1
    assert page.get_by_role("textbox", name="Leave this empty").count() == 0
    page.get_by_label("E-mail").fill("nia@example.org")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Tell me about replies")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send comment")).to_be_focused()
    page.get_by_label("Name").fill("Nia R.")
    page.get_by_label("Your comment").fill("hidden \u202e turn")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Your comment").fill("Sent in a moment.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("status")).to_contain_text("held for review")
    comment = Comment.objects.get()
    (finding,) = comment.findings.all()
    assert (comment.state, finding.name) == (State.PENDING, "pace")
    assert 0 < finding.evidence["seconds"] < 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_moderator_opens_a_verdict_and_blocks_its_sender_by_keyboard(
    live_server: Any, page: Page, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    moderator()
    comment = waiting("Shoes: https://shoes.example", email="seller@shoes.example", score=120)
    evidence = {"count": 3, "hosts": ["shoes.example", "more.example"]}
    Finding.objects.create(comment=comment, name="links", points=120, evidence=evidence)
    _sign_in(page, f"{live_server.url}/admin/comments/")
    page.keyboard.press("j")
    line, whole = page.locator(".desk-verdict-line"), page.locator(".desk-verdict li")
    expect(line).to_be_visible()
    expect(whole).to_be_hidden()
    page.keyboard.press("e")
    expect(whole).to_contain_text("3 links, to shoes.example and 1 more: +120")
    expect(line).to_be_hidden()
    report = Axe().run(page, context=".desk")
    assert report.violations_count == 0, report.generate_report()
    with page.expect_navigation():
        page.keyboard.press("b")
    expect(page.get_by_label("E-mail address: seller@shoes.example")).to_be_checked()
    assert Axe().run(page, context=".desk").violations_count == 0
    page.get_by_label("Network: 192.0.2.7/32").uncheck()
    page.get_by_role("button", name="Block", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("seller@shoes.example is blocked until")
    expect(page.locator(f"#{comment.anchor}")).to_be_focused()
    assert Block.objects.get().value == "seller@shoes.example"
