"""Where a reader stopped, what the device keeps of it, and what the settings change."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from articles.models import ArticlePage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLANK = factories.exercise_block(
    "Side plank", dose={"sets": 2, "hold_seconds": 20, "side": "each", "rest_seconds": 30}
)
DOG = factories.exercise_block("Bird dog", dose={"sets": 2, "duration_seconds": 30})
RAISE = factories.exercise_block("Calf raise", dose={"duration_seconds": 60})

Open = Callable[..., Page]


@pytest.fixture
def article() -> ArticlePage:
    """Three exercises, all with their times."""
    return factories.article(body=[factories.exercise_list(PLANK, DOG, RAISE)])


@pytest.fixture
def open_session(live_server: Any, context: BrowserContext, article: ArticlePage) -> Open:
    """Opens the session's page in a tab of its own, with a clock that the test moves."""

    def opened(script: str = "") -> Page:
        page = context.new_page()
        page.clock.install(time="2026-03-02T08:00:00")
        page.clock.pause_at("2026-03-02T08:00:01")
        if script:
            page.add_init_script(script)
        page.goto(f"{live_server.url}{article.url}follow/")
        features_of(page)
        return page

    return opened


def features_of(page: Page) -> None:
    """Waits until all features have begun."""
    page.evaluate("import('/static/js/follow/follow.js').then(({ loaded }) => loaded)")


def press(page: Page, *names: str) -> None:
    """Presses the buttons that are seen."""
    for name in names:
        page.locator(f'[data-press="{name}"]:visible').first.click()


def leave(page: Page) -> None:
    """Closes the tab as a reader does, with all that the page does at its end."""
    page.goto("about:blank")
    page.close()


def skip_to_the_end(page: Page) -> None:
    """Skips all that is left."""
    page.evaluate("""() => {
      const skip = document.querySelector('#stage [data-press="skip"]');
      while (skip.checkVisibility()) skip.click();
    }""")


def kept(page: Page) -> dict[str, Any]:
    """What the device holds, by the last part of its name."""
    stored = page.evaluate("Object.entries(localStorage)")
    return {name.removeprefix("plumbline.follow."): json.loads(value) for name, value in stored}


def test_a_closed_tab_goes_on_at_the_same_second_and_a_finished_session_leaves_no_place(
    open_session: Open, article: ArticlePage
) -> None:
    page, waiting = open_session(), open_session()
    press(page, "start")
    page.clock.run_for(10_000)  # get ready
    press(page, "easier")
    page.clock.run_for(7000)
    expect(page.locator("[data-time]")).to_have_text("13")
    leave(page)
    waiting.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(waiting.locator("[data-resume]")).to_contain_text("Side plank")
    leave(waiting)

    page = open_session()
    box = page.locator("[data-resume]")
    expect(box).to_contain_text("You stopped at 1 of 3: Side plank.")
    expect(box).to_contain_text("today")
    page.clock.run_for(60_000)  # nothing starts by itself
    press(page, "resume")
    expect(page.locator("[data-time]")).to_have_text("13")
    expect(page.locator("[data-side]")).to_have_text("First side")
    expect(page.locator("[data-way]")).to_have_text("Bend the knee.")
    page.clock.run_for(13_000)
    expect(page.locator("[data-kind]")).to_have_text("Change sides")
    skip_to_the_end(page)
    expect(page.locator("[data-sum]")).to_contain_text("0:30")
    expect(page.locator("[data-sum-sets]")).to_have_text("1")
    assert f"place.{article.pk}" not in kept(page)
    page.reload()
    features_of(page)
    expect(page.locator('[data-press="start"]:visible')).to_have_text("Start")


def test_in_a_changed_article_the_session_begins_at_the_same_exercise_or_anew_and_says_so(
    open_session: Open, article: ArticlePage
) -> None:
    page = open_session()
    press(page, "start")
    page.locator('[data-press="end"]').click()
    page.get_by_role("link", name="Bird dog").click()
    page.clock.run_for(15_000)
    body = article.body.get_prep_value()
    items = body[0]["value"]["exercises"]

    items[1]["value"]["dose"]["duration_seconds"] = 50
    items.reverse()
    article.body = body
    article.save()
    page.reload()
    features_of(page)
    expect(page.locator("[data-resume]")).to_contain_text("You stopped at 2 of 3: Bird dog.")
    expect(page.locator("[data-resume]")).to_contain_text("The exercises have changed since.")
    press(page, "resume")
    expect(page.locator("[data-kind]")).to_have_text("Get ready")
    expect(page.locator("#stage-name")).to_have_text("Bird dog")

    del items[1]
    article.body = body
    article.save()
    page.reload()
    features_of(page)
    expect(page.locator("#start [data-note]")).to_contain_text("you start from the beginning")
    expect(page.locator("[data-resume]")).to_be_hidden()


NONSENSE = ["{", "[]", '{"version": 5}', '{"version": "VERSION"}',
            '{"version": "VERSION", "place": {"index": "9", "done": 4}, "ways": {"a": 1}, "time": "x"}']  # fmt: skip


def test_nonsense_on_the_device_and_fewer_rounds_than_before_are_no_obstacle(
    open_session: Open, article: ArticlePage
) -> None:
    page = open_session()
    version = page.locator("[data-follow]").get_attribute("data-version") or ""
    third_round = {"index": 2 * 14 + 9, "spent": 4000, "length": 30_000, "done": [0, 14, 28]}

    def reload_with(text: str) -> None:
        key, value = f"plumbline.follow.place.{article.pk}", text.replace("VERSION", version)
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])
        page.reload()
        features_of(page)

    reload_with(json.dumps({"version": version, "place": third_round}))
    press(page, "resume")
    expect(page.locator("#stage-name")).to_have_text("Bird dog")
    expect(page.locator("[data-time]")).to_have_text("26")
    press(page, "main")
    for text in NONSENSE:
        reload_with(text)
        page.locator('.start-go [data-press="start"]:visible, .start-go [data-press="anew"]:visible').click()
        expect(page.locator("#stage-name")).to_have_text("Side plank")
        press(page, "main")


def test_forgetting_leaves_nothing_on_the_device_and_tells_the_other_features(open_session: Open) -> None:
    page = open_session()
    press(page, "settings")
    page.get_by_label("Rounds").select_option("3")
    page.get_by_role("button", name="Done").click()
    press(page, "start", "easier", "end")
    assert len(kept(page)) == 2
    page.evaluate(
        "document.querySelector('[data-follow]').addEventListener('follow:forget', () => { window.heard = 1; })"
    )
    press(page, "forget")
    assert kept(page) == {}
    assert page.evaluate("window.heard") == 1
    expect(page.locator("#start [data-note]")).to_have_text("Forgotten.")
    expect(page.get_by_label("Rounds")).to_have_value("1")
    page.reload()
    features_of(page)
    press(page, "start")
    expect(page.locator("[data-way]")).to_be_hidden()


def test_the_tab_started_last_goes_on_and_keeps_its_place(open_session: Open, article: ArticlePage) -> None:
    first, second = open_session(), open_session()
    press(first, "start")
    first.clock.run_for(2000)
    press(second, "start", "skip")
    expect(first.locator("#stage [data-note]")).to_have_text("Paused: the session goes on in another tab.")
    expect(first.locator("[data-main-word]")).to_have_text("Go on")
    press(second, "main")  # the other one is done on, whatever is pressed in the first
    first.locator('[data-press="easier"]').click()
    press(second, "main")
    leave(first)
    assert kept(second)[f"place.{article.pk}"]["place"]["index"] == 1
    second.clock.run_for(3000)
    expect(second.locator("[data-time]")).to_have_text("17")


BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
NO_CHANNEL = (
    "window.BroadcastChannel = class { constructor() { throw new DOMException('', 'SecurityError'); } };"
)


@pytest.mark.parametrize("trouble", [BLOCKED + NO_CHANNEL, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_the_page_says_so_once_and_the_session_works(
    trouble: str, open_session: Open
) -> None:
    page = open_session(trouble)
    expect(page.locator("#start [data-note]")).to_contain_text("This browser keeps nothing")
    press(page, "start")
    page.clock.run_for(12_000)
    expect(page.locator("[data-kind]")).to_have_text("Hold")
    expect(page.locator("#stage [data-note]")).to_be_empty()
    skip_to_the_end(page)
    page.get_by_role("radio", name="Worse").check()
    press(page, "forget")
    expect(page.locator("#finish [data-note]")).to_have_text("Forgotten.")


def test_feeling_worse_twice_in_a_row_is_answered_with_advice(open_session: Open) -> None:
    page = open_session()
    advice = page.locator("[data-feel-advice]")
    for answer, said in (("Worse", False), ("The same", False), ("Worse", False), ("Worse", True)):
        page.locator('[data-press="start"]:visible, #finish [data-press="anew"]:visible').click()
        skip_to_the_end(page)
        page.get_by_role("radio", name=answer).check()
        assert bool(advice.inner_text()) is said
    expect(advice).to_contain_text("ask a clinician")


def test_the_settings_change_the_length_and_the_times_and_keep_the_place(open_session: Open) -> None:
    page = open_session()
    length = page.locator("[data-length]")
    # 80 s of holding and 30 s of rest, twice 30 s, 60 s; ready three times and the change twice for 10 s each
    expect(length).to_have_text("about 5 min")
    page.get_by_label("Rounds").evaluate(
        "(select) => { select.value = 2; select.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(length).to_have_text("about 9 min")
    press(page, "start")
    page.clock.run_for(15_000)
    expect(page.locator("[data-set]")).to_have_text("Round 1 of 2 · Set 1 of 2")
    press(page, "settings")
    page.get_by_label("Time for everything").select_option("10")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("[data-time]")).to_have_text("2:30")  # still a quarter of it has gone
    press(page, "settings")
    page.get_by_label("Time for everything").select_option("0")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("[data-unit]")).to_have_text("at your own pace")
    press(page, "main")
    page.clock.run_for(3_600_000)
    expect(page.locator("[data-kind]")).to_have_text("Hold")
    press(page, "main")
    expect(page.locator("[data-kind]")).to_have_text("Change sides")
    press(page, "end")
    expect(length).to_have_text("at your own pace")


FAULTS = {
    "attention": None,  # is not there
    "wake": "this is no script",
    "cues": "throw new Error('at once')",
    "clips": "export const attach = () => { throw new Error('where it begins'); }",
    "length": "export const attach = async () => { throw new Error('a little later'); }",
    "voice": "export const attach = 5",
    "keys": "export const attach = ({ session }) => session.on(() => { throw new Error('each time'); })",
    "finish": "export const attach = ({ settings }) => settings.onChange(() => { throw new Error('each time'); })",
}


def test_features_that_fail_in_every_way_stop_neither_the_timer_nor_each_other(
    context: BrowserContext, open_session: Open
) -> None:
    def answer(route: Route) -> None:
        script = FAULTS[route.request.url.rpartition("/")[2].removesuffix(".js")]
        route.fulfill(status=200 if script else 404, body=script or "", content_type="text/javascript")

    context.route(re.compile(rf"/follow/({'|'.join(FAULTS)})\.js$"), answer)
    page = open_session()
    press(page, "start")
    page.clock.run_for(12_000)
    expect(page.locator("[data-time]")).to_have_text("18")
    press(page, "settings")
    page.get_by_label("Time for everything").select_option("2")
    page.get_by_role("button", name="Done").click()
    page.reload()
    features_of(page)
    press(page, "resume")
    expect(page.locator("[data-time]")).to_have_text("36")
    skip_to_the_end(page)
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()
