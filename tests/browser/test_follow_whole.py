"""A whole session of six exercises, as a reader with a phone against the wall does it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Browser, BrowserContext, Page, expect

from exercises.models.exercise_page import ExerciseImage
from pages.models import SiteMedia
from tests import factories
from tests.browser.watching import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIDEO = Path(__file__).resolve().parents[2] / "site" / "demo" / "media" / "video"
# Name, dose, and the clip in the sample's video: timed and counted, held, on both sides, without a dose.
ROUTINE = [
    ("Hip flexion", {"sets": 2, "duration_seconds": 20, "rest_seconds": 15}, (20, 22)),
    ("Side plank", {"hold_seconds": 20, "side": "each"}, (40, 43)),
    ("Bird dog", {"sets": 2, "reps": 6, "rest_seconds": 15}, (60, 63)),
    ("Reverse lunge", {"duration_seconds": 30, "side": "alternate"}, None),
    ("Wall drive", {}, (90, 93)),
    ("Overhead pull", {"reps": 12}, (110, 113)),
]


@pytest.fixture
def phone(browser: Browser) -> Any:
    """A phone with service workers."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, service_workers="allow"
    )
    yield context
    context.close()


@pytest.fixture
def article() -> Any:
    """Six drawn exercises with the sample's video."""
    media = SiteMedia.objects.create(
        title="Routine", type="video", duration=130, width=960, height=540,
        file=ContentFile((VIDEO / "runners-back.mp4").read_bytes(), "runners-back.mp4"),
        alternative=ContentFile((VIDEO / "runners-back.webm").read_bytes(), "runners-back.webm"),
    )  # fmt: skip
    entry = factories.exercise("Drawn")
    entry.images.add(ExerciseImage(image=factories.image(size=(400, 300)), pose="end", alt_text="The end"))
    entry.save()
    blocks = [
        factories.exercise_block(
            name,
            library=entry,
            dose=dose,
            clip=dict(zip(("start", "end"), clip, strict=True)) if clip else {},
        )
        for name, dose, clip in ROUTINE
    ]
    body = [{"type": "video", "value": {"file": media.pk}}, factories.exercise_list(*blocks)]
    return factories.article("Six moves", body=body)


def _open(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.clock.install()
    page.goto(address)
    return page


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _is_at(page: Page, kind: str, name: str, note: str = "") -> None:
    expect(page.locator("[data-stage] [data-kind]")).to_have_text(kind)
    expect(page.locator("[data-stage] [data-name]")).to_have_text(name)
    if note:
        expect(
            page.locator("[data-stage] [data-side], [data-stage] [data-set]").filter(has_text=note)
        ).to_be_visible()


def test_a_session_is_watched_paused_closed_resumed_offline_and_finished(
    live_server: Any, phone: BrowserContext, article: Any
) -> None:
    address = live_server.url + article.follow_url
    page = _open(phone, address)
    expect(page.locator("[data-offline]")).to_have_text("Works without a network now.", timeout=15_000)
    _press(page, "Start")
    _is_at(page, "Get ready", "Hip flexion")
    expect(page.locator("[data-next]")).to_have_text("Next: Move, 20 seconds")
    page.clock.run_for(10_000)
    _is_at(page, "Move", "Hip flexion", "Set 1 of 2")
    video = "document.querySelector('[data-video-place] video')"
    until(
        page, f"{video}.currentTime >= 20 && {video}.currentTime < 22.5 && !{video}.paused && {video}.muted"
    )
    page.evaluate(f"{video}.addEventListener('seeked', () => {{ window.looped = true; }})")
    until(page, f"window.looped && {video}.currentTime < 21")
    page.clock.run_for(5_000)
    _press(page, "Pause")
    left = page.locator("[data-stage] [data-time]").inner_text()
    until(page, f"{video}.paused")
    page.clock.run_for(60_000)
    expect(page.locator("[data-stage] [data-time]")).to_have_text(left)
    page.close()

    page = _open(phone, address)
    expect(page.locator("[data-resume]")).to_contain_text("You stopped at 1 of 6: Hip flexion.")
    expect(page.locator("[data-offline]")).to_have_text("Works without a network now.", timeout=15_000)
    phone.set_offline(True)
    page.reload()
    expect(page.locator("[data-offline]")).to_contain_text("This is the copy of")
    _press(page, "Go on there")
    _is_at(page, "Move", "Hip flexion", "Set 1 of 2")
    # Time goes on from there, also while this test looks.
    expect(page.locator("[data-stage] [data-time]")).to_have_text(
        re.compile(rf"^({left}|{int(left) - 1}|{int(left) - 2})$")
    )
    expect(page.locator("[data-stage] img").first).not_to_have_js_property("naturalWidth", 0)

    page.clock.run_for(int(left) * 1000 + 15_000 + 20_000)  # this set, the rest, the second set
    _is_at(page, "Get ready", "Side plank")
    page.clock.run_for(10_000)
    _is_at(page, "Hold", "Side plank", "First side")
    page.clock.run_for(20_000)
    _is_at(page, "Change sides", "Side plank")
    page.clock.run_for(10_000)
    _is_at(page, "Hold", "Side plank", "Other side")
    page.clock.run_for(20_000 + 10_000)
    _is_at(page, "Move", "Bird dog", "Set 1 of 2")
    expect(page.locator("[data-stage] [data-time]")).to_have_text("6")
    _press(page, "Done")
    _is_at(page, "Rest", "Bird dog")
    page.clock.run_for(15_000)
    _press(page, "Done")
    page.clock.run_for(10_000 + 30_000 + 10_000)
    _is_at(page, "Move", "Wall drive")
    _press(page, "Done")
    page.clock.run_for(10_000)
    _press(page, "Done")
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()
    for name, number in (("exercises", "6"), ("sets", "8")):
        expect(page.locator(f"[data-sum-{name}]")).to_have_text(number)
    for name in ("Say how it went", "Print it for the wall"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    phone.set_offline(False)
    page.goto(address)
    expect(page.locator("[data-resume]")).to_be_hidden()


def test_a_session_is_done_by_keyboard_alone(live_server: Any, phone: BrowserContext, article: Any) -> None:
    page = _open(phone, live_server.url + article.follow_url)
    start = page.get_by_role("button", name="Start", exact=True)
    for _attempt in range(20):
        page.keyboard.press("Tab")
        if start.evaluate("(button) => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("[data-press=main]")).to_be_focused()
    for _press_of_a_key in range(80):
        if page.get_by_role("heading", name="Done.").is_visible():
            break
        page.keyboard.press("ArrowRight")
        page.clock.run_for(100)
    expect(page.get_by_role("heading", name="Done.")).to_be_focused()
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()


def test_a_session_is_done_without_scripts(live_server: Any, browser: Browser, article: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + article.follow_url)
    page.get_by_role("link", name="Begin").click()
    for number, (name, _dose, _clip) in enumerate(ROUTINE, 1):
        expect(page.locator(".screen:visible")).to_have_count(1)
        step = page.locator(f"#step-{number}")
        expect(step.get_by_role("heading", name=name)).to_be_visible()
        expect(step.get_by_text("Lift one leg.")).to_be_visible()
        expect(step.get_by_text("Easier")).to_be_visible()
        expect(step.get_by_role("img").first).to_be_visible()
        step.get_by_role("link", name="Finish" if number == len(ROUTINE) else "Next exercise").click()
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Overhead pull")).to_be_visible()
    context.close()
