"""The moderation desk in a real browser: by keyboard alone, without scripts, and for everybody."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from comments.models import Comment, Finding, State
from tests import factories
from tests.comments.desk_things import moderator, reply_to, waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(live_server: Any) -> str:
    """A moderator's desk; its address."""
    moderator()
    return f"{live_server.url}/admin/comments/"


def _sign_in(page: Page, address: str) -> None:
    page.set_default_timeout(20_000)
    page.goto(address)
    page.fill("[name=username]", "moderator")
    page.fill("[name=password]", "a-good-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("[data-desk]")).to_be_visible()


def _fill(number: int) -> list[Comment]:
    article, now = factories.article(), timezone.now()
    return [
        waiting(f"Comment number {one}", page=article, created_at=now - timedelta(hours=number - one))
        for one in range(number)
    ]


def _press(page: Page, key: str) -> None:
    """A key that leads to a new page."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('[data-desk-keys-offer]:not([hidden])')")


def test_a_moderator_clears_thirty_comments_by_keyboard_alone_and_undoes_one(page: Page, desk: str) -> None:
    comments = _fill(30)
    _sign_in(page, desk)
    page.keyboard.press("j")
    for number, comment in enumerate(comments):
        expect(page.locator(f"#{comment.anchor}")).to_be_focused()
        expect(page.locator(f"#{comment.anchor}")).to_have_attribute("aria-current", "true")
        _press(page, "ars"[number % 3])
    expect(page.locator(".desk-empty")).to_contain_text("Nothing waits")
    _press(page, "u")
    last = comments[-1]
    expect(page.locator(f"#{last.anchor}")).to_be_focused()
    states = list(Comment.objects.values_list("state", flat=True))
    assert states == [State.APPROVED, State.REJECTED, State.SPAM] * 9 + [
        State.APPROVED, State.REJECTED, State.PENDING,
    ]  # fmt: skip


def test_the_focus_goes_on_from_the_middle_of_the_list(page: Page, desk: str) -> None:
    first, second, third = _fill(3)
    _sign_in(page, desk)
    page.keyboard.press("j")
    page.keyboard.press("j")
    _press(page, "a")
    expect(page.locator(f"#{third.anchor}")).to_be_focused()
    _press(page, "s")
    expect(page.locator(f"#{first.anchor}")).to_be_focused()
    assert Comment.objects.get(pk=second.pk).state == State.APPROVED


def test_keys_are_letters_in_a_field_and_can_be_switched_off(page: Page, desk: str) -> None:
    _fill(2)
    _sign_in(page, desk)
    page.keyboard.press("j")
    page.locator("[name=reason]").focus()
    page.keyboard.type("as usual?")
    expect(page.locator("[name=reason]")).to_have_value("as usual?")
    page.locator("[data-desk-keys-on]").uncheck()
    page.reload()
    expect(page.locator("[data-desk-keys-on]")).not_to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("[data-desk-row]:focus")).to_have_count(0)
    assert Comment.objects.waiting().count() == 2


def test_a_question_mark_lists_the_keys_and_e_shows_the_whole_text(page: Page, desk: str) -> None:
    waiting("word " * 100 + "end")
    _sign_in(page, desk)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys at the desk")
    expect(dialog).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("[data-desk-row] details > div")).to_contain_text("end")
    assert Comment.objects.waiting().count() == 1


def test_select_all_shown_takes_a_flood_in_one_action(page: Page, desk: str) -> None:
    article = factories.article()
    for _ in range(12):
        waiting("Buy now", page=article, email="flood@example.com", fingerprint="f" * 64)
    kept = waiting("A question", page=article)
    _sign_in(page, desk)
    page.get_by_role("link", name="Same sender: 11 more waiting").first.click()
    page.get_by_label("Select all shown").check()
    expect(page.locator("[data-desk-chosen]")).to_have_text("Chosen: 12")
    page.locator(".desk-bulk").get_by_role("button", name="Spam").click()
    expect(page.locator(".messages")).to_contain_text("12 comments marked as spam")
    assert list(Comment.objects.waiting()) == [kept]


def test_a_filter_by_signal_and_one_press_take_all_that_match(page: Page, desk: str) -> None:
    article = factories.article()
    flood = [waiting("Buy now", page=article) for _ in range(60)]
    Finding.objects.bulk_create(Finding(comment=one, name="links", points=40) for one in flood)
    kept = waiting("A question", page=article)
    _sign_in(page, desk)
    page.get_by_label("Signal").select_option("Links")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("[data-desk-row]")).to_have_count(50)
    page.get_by_label("All 60 that match").check()
    expect(page.locator("[data-desk-chosen]")).to_have_text("Chosen: 60")
    page.locator(".desk-bulk").get_by_role("button", name="Spam").click()
    expect(page.locator(".messages")).to_contain_text("60 comments marked as spam")
    assert list(Comment.objects.waiting()) == [kept]
    page.get_by_role("link", name="Remove all filters").first.click()
    expect(page.get_by_label("Signal")).to_have_value("")
    expect(page.locator("[data-desk-row]")).to_have_count(1)


def test_the_desk_works_without_scripts(browser: Browser, page: Page, desk: str) -> None:
    one, two = _fill(2)
    _sign_in(page, desk)
    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    page = plain.new_page()
    page.goto(desk)
    page.check(f"[name=keys][value='{one.pk}']")
    page.locator(".desk-bulk").get_by_role("button", name="Approve").click()
    assert Comment.objects.get(pk=one.pk).state == State.APPROVED
    page.locator(".messages").get_by_role("button", name="Undo").click()
    assert Comment.objects.get(pk=one.pk).state == State.PENDING
    page.locator(f"#{two.anchor}").get_by_role("button", name="Erase").click()
    assert Comment.objects.get(pk=two.pk).state == State.ERASED
    page.goto(f"{desk}?state=erased")
    page.locator(f"#{two.anchor}").get_by_role("button", name="Undo").click()
    assert Comment.objects.get(pk=two.pk).state == State.PENDING
    page.goto(f"{desk}{two.pk}/")
    page.get_by_role("link", name="Erase for good at once").click()
    page.get_by_role("button", name="Erase for good").click()
    assert Comment.objects.get(pk=two.pk).text == ""
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_of_ours_and_nothing_sticks_out(
    browser: Browser, desk: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    page = context.new_page()
    parent = waiting("x" * 600, email=f"{'long' * 12}@example.com", name="N" * 80)
    reply_to(parent, email=parent.email)
    waiting(state=State.ERASED, name="", email="", text="", fingerprint="")
    _sign_in(page, desk)
    for address in (
        "",
        "?state=any",
        "?state=any&signal=any&q=x",
        "?email=" + parent.email,
        f"{parent.pk}/",
        f"{parent.pk}/reply/",
    ):
        page.goto(desk + address)
        found = Axe().run(page, context=".desk").response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate("document.querySelector('.desk').scrollWidth") <= width, address
    context.close()
