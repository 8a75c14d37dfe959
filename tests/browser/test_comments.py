"""Comments in a real browser: without scripts, and what scripts add."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from comments.deciding import decide
from comments.models import Comment, State
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _article() -> Any:
    account = factories.user("writer")
    factories.settings(comment_invitation="Which step helped?", comment_policy="A person reads it first.")
    article = factories.article("Six exercises", authors=[factories.person(account=account)])
    root = factories.comment(article, "My hips tip. See https://example.org/hips.")
    answer = factories.comment(article, "Lower first.", parent=root, account=account, name="Alex Sample")
    factories.comment(article, "Sliding works.", parent=answer)
    factories.comment(article, "Removed", parent=root, state=State.ERASED)
    return article


def _fill(page: Page, text: str) -> None:
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Name").fill("Nia R.")
    page.get_by_label("E-mail").fill("nia@example.org")


def test_a_reader_without_scripts_comments_edits_and_is_seen(live_server: object, browser: Browser) -> None:
    article = _article()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + article.url)
    _fill(page, "The wall holds my fone.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("status")).to_contain_text("held for review")
    page.get_by_label("Your comment").fill("The wall holds my phone.")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".comment .body")).to_have_text("The wall holds my phone.")
    page.goto(live_server.url + article.url)
    expect(page.get_by_text("The wall holds my phone.")).to_have_count(0)
    decide(Comment.objects.filter(state=State.PENDING).values_list("pk", flat=True), State.APPROVED)
    page.reload()
    expect(page.locator("#comments").get_by_text("The wall holds my phone.")).to_be_visible()
    assert context.cookies() == []
    context.close()


def test_a_reader_without_scripts_replies_on_a_page_of_its_own(live_server: object, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + _article().url)
    page.get_by_role("link", name="Reply to Alex Sample").click()
    expect(page.locator(".comment .body")).to_have_text("Lower first.")
    _fill(page, "Thank you.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("status")).to_contain_text("held for review")
    assert Comment.objects.get(text="Thank you.").parent.name == "Alex Sample"
    context.close()


def test_reply_opens_the_form_in_place_and_a_draft_survives_a_closed_tab(
    live_server: object, page: Page
) -> None:
    address = live_server.url + _article().url
    page.goto(address)
    page.get_by_label("Your comment").fill("For the article.")
    page.get_by_role("link", name="Reply to Alex Sample").click()
    expect(page.get_by_role("heading", name="Reply to Alex Sample")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_be_focused()
    expect(page.get_by_label("Your comment")).to_have_value("")
    page.get_by_label("Your comment").fill("For Alex.")
    second = page.context.new_page()
    page.close()
    second.goto(address)
    expect(second.get_by_label("Your comment")).to_have_value("For the article.")
    second.get_by_role("link", name="Reply to Alex Sample").click()
    expect(second.get_by_label("Your comment")).to_have_value("For Alex.")
    second.get_by_role("button", name="Cancel").click()
    expect(second.get_by_label("Your comment")).to_have_value("For the article.")
    expect(second.get_by_role("link", name="Reply to Alex Sample")).to_be_focused()
    _fill(second, "Sent.")
    second.get_by_role("button", name="Send comment").click()
    expect(second.get_by_role("status")).to_contain_text("held for review")
    second.goto(address)
    expect(second.get_by_label("Your comment")).to_have_value("")
    assert Comment.objects.get(text="Sent.").parent is None


def test_a_message_appears_at_its_field_without_losing_the_words(live_server: object, page: Page) -> None:
    page.goto(live_server.url + _article().url)
    page.get_by_role("link", name="Reply to Nia R.").first.click()
    _fill(page, "hidden \u202e turn")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_be_focused()
    box = page.get_by_label("Your comment")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value("hidden \u202e turn")
    expect(page.get_by_role("heading", name="Reply to Nia R.")).to_be_visible()
    assert page.url.endswith("/")
    box.fill("In plain order.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("status")).to_contain_text("held for review")
    assert Comment.objects.get(text="In plain order.").depth == 2


def test_an_answer_without_a_form_leaves_the_words_where_they_are(live_server: object, page: Page) -> None:
    article = _article()
    page.goto(live_server.url + article.url)
    _fill(page, "x" * 200_000)
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("at most 10,000 characters")
    _fill(page, "Written while it was being closed.")
    page.route(f"**/comments/{article.pk}/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_contain_text("could not take it just now")
    page.unroute(f"**/comments/{article.pk}/")
    type(article).objects.filter(pk=article.pk).update(comments="closed")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Comments are closed")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_label("Your comment")).to_have_value("Written while it was being closed.")


def test_a_card_chooses_its_step_in_the_form_in_place(live_server: object, page: Page) -> None:
    address = live_server.url + _article().url
    page.goto(address)
    about = page.get_by_role("combobox", name="About")
    page.get_by_role("link", name="Reply to Nia R.").first.click()
    expect(about).to_be_hidden()
    page.get_by_role("link", name=re.compile("Comment on this step.*Bird dog")).click()
    expect(about).to_be_visible()
    expect(about.locator("option:checked")).to_have_text("2. Bird dog")
    expect(page.get_by_label("Your comment")).to_be_focused()
    assert page.url == address
    _fill(page, "Slower is harder.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.locator(".pin")).to_contain_text("About step 2: Bird dog")
    page.get_by_role("link", name="Bird dog").click()
    expect(page).to_have_url(re.compile(r"/articles/.+#exercise-"))


def test_a_reader_without_scripts_reports_a_comment(live_server: object, browser: Browser) -> None:
    article = _article()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + article.url)
    page.get_by_role("link", name="Report the comment by Alex Sample").click()
    expect(page.locator(".comment .body")).to_have_text("Lower first.")
    page.get_by_label("Its advice could hurt somebody").check()
    page.get_by_label("Anything we should know?").fill("Not with a disc problem.")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.get_by_role("link", name="Back to the conversation").click()
    expect(page).to_have_url(re.compile("/comments/thread/"))
    assert Comment.objects.reported().get().text == "Lower first."
    assert context.cookies() == []
    context.close()


def test_blocked_storage_changes_nothing_else(live_server: object, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    page.goto(live_server.url + _article().url)
    _fill(page, "Without a draft.")
    page.get_by_role("button", name="Send comment").click()
    expect(page).to_have_url(re.compile("/comments/yours/"))


def test_axe_finds_nothing_wherever_comments_are_read_or_written(
    live_server: object, browser: Browser
) -> None:
    article = _article()
    root = Comment.objects.filter(parent=None).first()
    waiting = factories.comment(article, state=State.PENDING)
    step = article.commentable_steps()[0].id
    factories.comment(article, "Too easy.", exercise=step, name="Wolfeschlegelsteinhausenbergerdorff" * 2)
    addresses = [
        article.url, f"/comments/{article.pk}/", f"/comments/{article.pk}/reply/{root.pk}/",
        f"/comments/thread/{root.pk}/", f"/comments/yours/{waiting.token}/", f"/comments/{article.pk}/received/",
        f"/comments/report/{root.pk}/", f"/comments/report/{root.pk}/thanks/",
        f"/comments/{article.pk}/step/{step}/", factories.article_index().url,
    ]  # fmt: skip
    form = ":is(#write, .write:has(.reasons))"
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 320, "height": 720}, color_scheme=scheme)
        page = context.new_page()
        for address in addresses:
            page.goto(live_server.url + address)
            if page.locator(f"{form} [type=submit]").count():
                page.locator(form).evaluate("form => { form.noValidate = true }")
                page.locator(f"{form} [type=submit]").click()
                expect(page.get_by_role("alert")).to_be_visible()
            result = Axe().run(page)
            assert result.violations_count == 0, f"{address}: {result.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        context.close()
