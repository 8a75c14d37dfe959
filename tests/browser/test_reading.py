"""What only a real browser can tell about reading: accessibility, seeking, nothing asked of others."""

import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import Browser, Page, Route, expect

from pages.models import SiteMedia
from tests import factories
from tests.test_pages_walk import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const observer = new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""
VIDEO = Path(__file__).resolve().parents[2] / "site" / "demo" / "media" / "video"


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("empty")])
def test_axe_finds_nothing_on_a_phone_in_light_and_dark(
    name: str, live_server: object, browser: Browser
) -> None:
    address = live_server.url + PAGES[name]()
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        context.close()


def _article_with_file() -> object:
    def file(name: str) -> ContentFile:
        return ContentFile((VIDEO / name).read_bytes(), name)

    media = SiteMedia.objects.create(
        title="Routine", type="video", duration=130, width=960, height=540,
        file=file("runners-back.mp4"), alternative=file("runners-back.webm"), captions=file("runners-back.vtt"),
    )  # fmt: skip
    exercise = factories.exercise_block("Overhead pull", clip={"start": 106, "end": 126})
    body = [{"type": "video", "value": {"file": media.pk}}, factories.exercise_list(exercise)]
    return factories.article(body=body)


def test_watching_a_step_seeks_the_uploaded_video_beyond_what_is_loaded(
    live_server: object, page: Page
) -> None:
    page.goto(live_server.url + _article_with_file().url)
    page.get_by_role("link", name="Watch this step").click()
    page.wait_for_function("document.querySelector('video').currentTime > 106", timeout=15_000)
    assert page.evaluate("document.querySelector('video').currentTime") < 112
    assert page.evaluate("document.querySelector('video').textTracks[0].kind") == "captions"


def test_nothing_is_asked_of_a_provider_before_play_is_pressed(live_server: object, page: Page) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="The player", content_type="text/html")

    page.route("https://www.youtube-nocookie.com/**", answer)
    page.goto(live_server.url + factories.article().url)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("link", name="Play the video").click()
    expect(page.locator("iframe")).to_have_attribute("title", "The routine")
    page.wait_for_timeout(300)
    assert len(asked) == 1
    assert "/embed/dQw4w9WgXcQ" in asked[0]


def test_the_keyboard_reaches_every_link_and_shows_where_it_is(live_server: object, page: Page) -> None:
    page.goto(live_server.url + PAGES["article"]())
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    seen = set()
    for _ in range(80):
        seen.add(
            page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName")
        )
        page.keyboard.press("Tab")
    links = page.locator("main a[href]:visible").all()
    wanted = [link.get_attribute("href") for link in links]
    assert set(wanted) <= seen


@pytest.mark.parametrize("sheet", [False, True], ids=["article", "print sheet"])
def test_nothing_moves_when_the_font_comes_late(sheet: bool, live_server: object, page: Page) -> None:
    def late(route: Route) -> None:
        time.sleep(1.2)
        route.continue_()

    article = factories.article()
    page.set_viewport_size({"width": 390, "height": 844})
    page.route("**/*.woff2", late)
    with page.expect_response("**/*.woff2"):
        page.goto(live_server.url + (article.print_url if sheet else article.url))
    page.wait_for_timeout(500)
    assert page.evaluate(SHIFTS) <= 0.01
