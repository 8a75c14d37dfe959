"""The main job, end to end: an editor writes an article in the admin, a reader reads it on a phone."""

from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from articles.models import ArticlePage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def address(live_server: object, settings: object) -> str:
    """A site with an editor, an article index and one library exercise; its address.

    Saving by itself is off: on a busy machine its answer, which renames the page's form, arrives
    while the next button is being pressed.
    """
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    factories.user("editor", "Editors")
    factories.article_index()
    factories.exercise("Bird dog", stop_if="your back pinches.")
    return live_server.url


def _sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "a-good-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{address}/admin/")


def _exercise(page: Page, number: int) -> str:
    prefix = f"body-2-value-exercises-{number}-value"
    expect(page.locator(f'[name="{prefix}-name"]')).to_be_visible()
    return prefix


def _write_exercise(page: Page, number: int, name: str, clip: tuple[str, str]) -> None:
    prefix = _exercise(page, number)
    page.fill(f'[name="{prefix}-name"]', name)
    page.fill(f'[name="{prefix}-instructions"]', "Lift from the core.\nAvoid arching.")
    start = page.locator(f'[name="{prefix}-clip-start"]')
    if not start.is_visible():
        item = page.locator(
            f'[data-contentpath="exercises"] [data-streamfield-child]:has([name="{prefix}-name"])'
        ).last
        item.get_by_role("button", name="Settings").first.click()
    start.fill(clip[0])
    page.fill(f'[name="{prefix}-clip-end"]', clip[1])


def _add_exercise(page: Page) -> None:
    page.locator('[data-contentpath="exercises"] button.c-sf-add-button').last.click()


def _choose_from_library(page: Page, number: int, title: str) -> None:
    prefix = _exercise(page, number)
    chooser = page.locator(f"#{prefix}-library-chooser")
    entry = page.locator(".modal-body").get_by_role("link", name=title)
    for _attempt in range(3):  # on a busy machine Wagtail's dialog may miss a press, as people know
        chooser.get_by_role("button", name="Choose a page (Exercise)").click()
        with suppress(TimeoutError):
            entry.click(timeout=8_000)
            break
        page.keyboard.press("Escape")
    expect(chooser).to_contain_text(title)


def _write_article(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/pages/add/articles/articlepage/{factories.article_index().pk}/")
    page.fill("[name=title]", "Three exercises for runners (video)")
    page.fill("[name=standfirst]", "One video, three moves.")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Hips that share the work leave the back its own job.")
    page.fill('[name="body-1-value-address"]', "https://youtu.be/dQw4w9WgXcQ?t=7")
    _write_exercise(page, 0, "Side plank", ("0:05", "0:20"))
    _add_exercise(page)
    _write_exercise(page, 1, "Glute bridge", ("0:20", "0:40"))
    _add_exercise(page)
    _choose_from_library(page, 2, "Bird dog")


def _publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")


def _read(browser: Browser, url: str, *, scripts: bool) -> None:
    reader = browser.new_context(**PHONE, java_script_enabled=scripts)
    page, requests = reader.new_page(), []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Three exercises for runners (video)")
    expect(page.locator(".step h3")).to_have_text(["Side plank", "Glute bridge", "Bird dog"])
    expect(page.locator(".step").nth(2)).to_contain_text("Stop if your back pinches.")
    watch = page.locator(".step").nth(1).get_by_role("link", name="Watch this step")
    assert "t=20" in watch.get_attribute("href")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390 if scripts else True
    ours = url.partition("/articles/")[0]
    assert [request for request in requests if not request.startswith((ours, "data:"))] == []
    reader.close()


def test_an_editor_publishes_an_article_and_a_reader_reads_it(
    page: Page, browser: Browser, address: str
) -> None:
    page.set_default_timeout(20_000)
    _sign_in(page, address)
    _write_article(page, address)
    page.get_by_role("button", name="Save draft").click()
    expect(page).to_have_url(f"{address}/admin/pages/{ArticlePage.objects.get().pk}/edit/")
    with page.expect_popup() as preview:
        page.get_by_role("button", name="Toggle preview").click()
        page.get_by_role("link", name="Preview in new tab").click()
    expect(preview.value.get_by_role("heading", level=1)).to_have_text("Three exercises for runners (video)")
    assert not ArticlePage.objects.get().live
    _publish(page)
    url = f"{address}{ArticlePage.objects.get().url}"
    _read(browser, url, scripts=True)
    _read(browser, url, scripts=False)
