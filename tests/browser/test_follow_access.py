"""The session in each of its states: for eyes, ears, thumbs and keys of all kinds."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from exercises.models.exercise_page import ExerciseImage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
LONG = "Standing single-leg deadlift with the weight in the other hand and a slow way down"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenübung"
READY = "import('/static/js/follow/follow.js').then(({ loaded }) => loaded)"

Open = Callable[..., Page]


@pytest.fixture
def open_session(live_server: Any, browser: Browser) -> Open:
    """Opens a session of these exercises; its clock stands still but for what the test moves it.

    `options` are those of a tab; `slow` lets the clock go, at a tenth of the exercises' pace.
    """

    def opened(*exercises: dict, slow: bool = False, **options: Any) -> Page:
        page = browser.new_context(**{"viewport": PHONE} | options).new_page()
        page.clock.install(time="2026-03-02T08:00:00")
        if slow:
            page.add_init_script("""localStorage.setItem("plumbline.follow.settings", '{"pace": 10}')""")
        else:
            page.clock.pause_at("2026-03-02T08:00:01")
        article = factories.article(body=[factories.exercise_list(*exercises)])
        page.goto(f"{live_server.url}{article.url}follow/")
        page.evaluate(READY)
        return page

    return opened


@pytest.fixture
def two_exercises() -> list[dict]:
    """One from the library with a picture, an easier and a harder way; one by repetitions."""
    entry = factories.exercise("Side plank")
    entry.images.add(ExerciseImage(image=factories.image(), alt_text="Lifted hips"))
    entry.save()
    dose = {"sets": 2, "hold_seconds": 20, "rest_seconds": 30}
    return [
        factories.exercise_block("", library=entry, dose=dose),
        factories.exercise_block("Bird dog", dose={"reps": 8}),
    ]


def press(page: Page, *names: str) -> None:
    for name in names:
        page.locator(f'[data-press="{name}"]:visible').first.click()


def through_the_states(page: Page) -> Iterator[str]:
    """Goes from state to state, stopping at each for whoever asks for the next."""
    yield "idle"
    press(page, "start")
    yield "getting ready"
    press(page, "skip", "harder")
    page.clock.run_for(4000)
    yield "working"
    press(page, "main")
    yield "paused"
    press(page, "settings")
    yield "settings"
    page.keyboard.press("Escape")
    press(page, "how")
    yield "how to"
    page.keyboard.press("Escape")
    press(page, "main", "skip")
    page.clock.run_for(2000)
    yield "resting"
    press(page, "skip", "skip", "skip")
    yield "at one's own pace"
    press(page, "end")
    yield "to be resumed"
    press(page, "resume", "main")
    page.get_by_role("radio", name="Better").check()
    yield "finished"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(scheme: str, open_session: Open, two_exercises: list[dict]) -> None:
    page = open_session(*two_exercises, slow=True, color_scheme=scheme)  # axe needs a clock that goes
    seen = []
    for state in through_the_states(page):
        result = Axe().run(page)
        assert result.violations_count == 0, f"{state}: {result.generate_report()}"
        seen.append(state)
    assert len(seen) == 10


SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, select, label.choice, summary')]
  .filter((one) => one.checkVisibility() && !one.closest('#wagtail-userbar'))
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 44 || height < 44)
  .map(([text, { width, height }]) => `${text} ${width}x${height}`)"""
SIZE = (
    "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (375, 667), (844, 390), (667, 375)])
def test_all_of_the_stage_fits_a_phone_upright_and_lying(
    width: int, height: int, open_session: Open, two_exercises: list[dict]
) -> None:
    page = open_session(*two_exercises, viewport={"width": width, "height": height})
    keys = set()
    for state in through_the_states(page):
        assert page.evaluate(SMALL_TARGETS) == [], state
        across, down = page.evaluate(SIZE)
        assert across <= 0, state
        if page.locator("#stage").is_visible():
            assert down <= 0, state
            keys.add(page.locator("#stage [data-press=main]").bounding_box()["y"])
            if state == "working":
                assert (
                    page.locator("[data-time]").evaluate(
                        "(time) => parseFloat(getComputedStyle(time).fontSize)"
                    )
                    > 90
                )
                assert page.locator("[data-picture]").bounding_box()["height"] > 60
    assert len(keys) == 1  # the thumb finds it where it was


def test_large_text_a_narrow_screen_and_sixty_long_names_stay_readable(open_session: Open) -> None:
    names = [LONG, LONG_WORD, *(f"Move {number}" for number in range(58))]
    exercises = [factories.exercise_block(name, dose={"duration_seconds": 90}) for name in names]
    page = open_session(*exercises, viewport={"width": 320, "height": 568})
    expect(page.locator(".start-list li")).to_have_count(60)
    for size in ("100%", "200%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate(SIZE)[0] <= 0
        page.get_by_role("link", name=LONG_WORD).click()
        expect(page.locator("[data-place]")).to_have_text("2 of 60")
        press(page, "skip")
        expect(page.locator("[data-time]")).to_have_text("90")
        assert page.evaluate(SIZE)[0] <= 0
        box = page.locator("[data-press=main]").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        press(page, "settings")
        assert (
            page.locator("[data-dialog=settings]").evaluate(
                "(sheet) => sheet.scrollWidth - sheet.clientWidth"
            )
            <= 0
        )
        way_out = page.locator("[data-dialog=settings] [type=submit]").bounding_box()
        assert way_out["y"] + way_out["height"] <= 568
        page.keyboard.press("Escape")
        press(page, "how")
        assert page.locator("[data-dialog=how]").evaluate("(sheet) => sheet.scrollTop") == 0
        expect(page.locator("[data-how-name]")).to_be_focused()
        page.keyboard.press("Escape")
        press(page, "end")


def test_a_list_of_one_without_picture_or_dose_is_a_session(open_session: Open) -> None:
    page = open_session(factories.exercise_block("Plank"))
    expect(page.locator("[data-length]")).to_have_text("at your own pace")
    press(page, "start")
    expect(page.locator("[data-place]")).to_have_text("1 of 1")
    press(page, "skip")
    page.clock.run_for(65_000)
    expect(page.locator("[data-time]")).to_have_text("1:05")
    page.emulate_media(media="print")  # paper gets the exercises, not an empty stage
    expect(page.locator("#step-1")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    page.emulate_media(media="screen")
    press(page, "main")
    expect(page.locator("[data-sum-exercises]")).to_have_text("1")


def test_who_went_to_an_exercise_before_the_script_came_stays_there_and_nothing_starts(
    open_session: Open, two_exercises: list[dict]
) -> None:
    page = open_session(*two_exercises)
    address = page.url
    page.goto(f"{address}#step-2")
    page.reload()
    expect(page.locator("#stage-name")).to_have_text("Bird dog")
    expect(page.locator("[data-paused]")).to_be_visible()
    assert page.url == address  # the next visit goes on where the session was


def test_the_live_region_tells_what_begins_the_last_three_seconds_and_the_end_only(
    open_session: Open, two_exercises: list[dict]
) -> None:
    page = open_session(*two_exercises)
    page.evaluate("""() => {
      window.told = [];
      const live = document.querySelector('[data-live]');
      new MutationObserver(() => window.told.push(live.textContent)).observe(live, { childList: true });
    }""")
    press(page, "start")
    page.clock.run_for(10_000 + 20_000)
    press(page, "main", "main")
    assert page.evaluate("window.told") == [
        "Get ready. Side plank. 10 seconds left",
        "3 seconds left",
        "Hold. Side plank. 20 seconds left",
        "3 seconds left",
        "Rest. Side plank. 30 seconds left",
        "Paused",
        "Rest. Side plank. 30 seconds left",
    ]
    press(page, "skip", "skip", "skip", "skip")
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()
    live = page.locator("[data-live]")
    expect(live).to_have_text("Finished.")
    assert live.evaluate("(region) => region.checkVisibility()")  # the stage, which has gone, would be silent
    assert page.locator("[role=timer]").get_attribute("aria-live") is None


def test_focus_never_jumps_and_every_dialog_gives_it_back(
    open_session: Open, two_exercises: list[dict]
) -> None:
    page = open_session(*two_exercises)
    focused = page.locator(":focus")
    page.get_by_role("button", name="Start").press("Enter")
    expect(focused).to_have_attribute("data-press", "main")
    ring = focused.evaluate("(key) => getComputedStyle(key).outlineColor")
    assert ring != page.locator("#stage").evaluate("(stage) => getComputedStyle(stage).backgroundColor")
    page.locator('[data-press="add"]').focus()
    page.clock.run_for(100_000)  # to the exercise by repetitions, which can't be made longer
    expect(page.locator("[data-time]")).to_have_text("8")
    expect(focused).to_have_attribute("data-press", "add")
    expect(focused).to_have_attribute("aria-disabled", "true")
    focused.press("Enter")
    page.locator('[data-press="harder"]').focus()
    expect(focused).to_have_attribute("aria-disabled", "true")  # this one has no harder way
    focused.press("Enter")
    expect(page.locator("[data-way]")).to_be_hidden()
    for name in ("how", "settings"):
        page.locator(f'#stage [data-press="{name}"]').press("Enter")
        expect(page.locator(f'[data-dialog="{name}"]')).to_be_visible()
        page.keyboard.press("Escape")
        expect(focused).to_have_attribute("data-press", name)
    page.locator('#stage [data-press="end"]').press("Enter")
    expect(focused).to_have_text("Go on there")
    focused.press("Enter")
    page.keyboard.press("Space")
    expect(focused).to_have_text("Done.")


def test_reduced_motion_stops_every_animation(open_session: Open, two_exercises: list[dict]) -> None:
    page = open_session(*two_exercises, reduced_motion="reduce")
    press(page, "start", "skip")
    page.clock.run_for(2000)
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("[data-band]").evaluate("(band) => getComputedStyle(band).transitionDuration") == "0s"
