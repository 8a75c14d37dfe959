"""A session's cues, sound, wake lock and keys, with stand-ins for what a device can do and a clock of ours."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STUBS = Path(__file__).with_name("follow_stubs.js").read_text()
# Both sides of a hold of 20 s take a minute: 10 s to get ready, 20, 10 to change sides, 20.
CUES = {
    7: "count", 8: "count", 9: "count", 10: "start", 20: "half", 27: "count", 28: "count", 29: "count",
    30: "switch",
    37: "count", 38: "count", 39: "count", 40: "start", 50: "half", 57: "count", 58: "count", 59: "count",
    60: "end",
}  # fmt: skip
TONES = {
    (660,): "count", (990,): "start", (784, 784): "half", (660, 880): "switch", (880, 587): "end",
}  # fmt: skip
BROKEN = """
const fail = () => { throw new Error("broken"); };
const broken = new Proxy(function () {}, { get: fail, set: fail, apply: fail, construct: fail, has: fail });
for (const [owner, name] of [[window, "AudioContext"], [window, "speechSynthesis"], [window, "MediaMetadata"],
  [window, "localStorage"], [navigator, "wakeLock"], [navigator, "mediaSession"]]) {
  Object.defineProperty(owner, name, { get: () => broken });
}
HTMLMediaElement.prototype.play = HTMLMediaElement.prototype.pause = fail;
"""


@pytest.fixture
def address(live_server: Any) -> str:
    hold = factories.exercise_block("Side plank", dose={"hold_seconds": 20, "side": "each"})
    article = factories.article("Hips in a minute", body=[factories.exercise_list(hold)])
    return f"{live_server.url}{article.url}follow/"


def _open(page: Page, address: str, *scripts: str, **settings: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for script in scripts or (STUBS,):
        page.add_init_script(script)
    page.clock.install(time=0)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    for name, value in settings.items():
        page.evaluate(
            """([name, value]) => {
              const field = document.querySelector(`[data-settings] [name=${name}]`);
              field.checked = value;
              field.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
            [name, value],
        )


def _start(page: Page) -> None:
    page.clock.pause_at(1000)
    page.get_by_role("button", name="Start", exact=True).click()


def _device(page: Page, what: str) -> Any:
    return page.evaluate(f"window.device.{what}")


def test_beeps_and_the_screen_tell_each_cue_at_its_second(address: str, page: Page) -> None:
    _open(page, address)
    _start(page)
    began = page.evaluate("Math.round(performance.now())")
    stage, half = page.locator("[data-stage]"), page.get_by_text("Half way")
    page.clock.run_for(6500)
    expect(stage).not_to_have_attribute("data-counting", "")
    page.clock.run_for(1000)
    expect(stage).to_have_attribute("data-counting", "")
    page.clock.run_for(13_000)
    expect(stage).not_to_have_attribute("data-counting", "")
    expect(half).to_be_visible()
    page.clock.run_for(5000)
    expect(half).to_be_hidden()
    page.clock.run_for(40_000)
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()
    heard: dict[int, tuple[int, ...]] = {}
    for state, when, pitch in _device(page, "beeps"):
        assert state == "running"
        second, late = divmod(when - began, 1000)
        assert late < 50
        heard[second] = (*heard.get(second, ()), pitch)
    assert {second: TONES[tones] for second, tones in heard.items()} == CUES
    assert _device(page, "said") == []


def test_what_is_skipped_or_gone_back_to_ends_no_work(address: str, page: Page) -> None:
    _open(page, address)
    cues = page.evaluate(
        """async () => {
          const { cueFor } = await import(document.querySelector("script[type=module]").src.replace("follow.js", "cues.js"));
          const work = { kind: "work" }, rest = { kind: "rest" }, ready = { kind: "ready" };
          const session = (index, done, more) => ({
            phases: [ready, work, rest], index, phase: [ready, work, rest][index], done: new Set(done),
            isRunning: true, length: 30_000, second: 30, ...more,
          });
          return [
            cueFor("phase", session(2, [1]), work),
            cueFor("phase", session(2, []), work),
            cueFor("phase", session(0, [1]), work),
            cueFor("phase", session(1, [], { isRunning: false }), ready),
            cueFor("second", session(1, [], { length: 4000, second: 3 }), work),
            cueFor("second", session(1, [], { length: 10_000, second: 5 }), work),
            cueFor("second", session(2, [], { second: 15 }), rest),
            cueFor("second", session(1, [], { length: null, second: 3 }), work),
            cueFor("second", session(1, [], { length: 37_500, second: 18 }), work),
          ];
        }"""
    )
    assert cues == ["end", "", "", "", "", "", "", "", "half"]


def test_a_voice_of_the_device_itself_tells_them_when_asked_to(address: str, page: Page) -> None:
    _open(page, address, voice=True)
    box = page.locator("[name=voice]")
    expect(box).to_be_disabled()
    expect(page.locator("#set-voice-none")).not_to_have_attribute("hidden", "")
    page.evaluate(
        """() => {
          const one = (name, lang, localService) => ({ name, lang, localService, default: name === "Cloud" });
          device.voices = [one("Cloud", "en-US", false), one("Anna", "de-DE", true), one("Kate", "en_GB", true)];
          speechSynthesis.dispatchEvent(new Event("voiceschanged"));
        }"""
    )
    expect(box).to_be_enabled()
    _start(page)
    page.clock.run_for(31_000)
    spoken = [text for text in _device(page, "said") if text != "-"]
    beginning = ["Get ready. Side plank", "3", "2", "1", "Hold. First side", "Half way", "3", "2", "1"]
    assert spoken == [f"Kate: {text}" for text in [*beginning, "Change sides"]]
    page.get_by_role("button", name="Pause").click()
    assert _device(page, "said")[-1] == "-"
    page.get_by_role("button", name="Go on").click()
    page.locator("[name=voice]").evaluate("box => box.click()")
    assert _device(page, "said")[-2:] == ["Kate: Change sides", "-"]
    page.clock.run_for(40_000)
    assert _device(page, "said")[-1] == "-"


def test_one_button_mutes_all_and_the_settings_agree(address: str, page: Page) -> None:
    _open(page, address, videosound=True)
    _start(page)
    page.clock.run_for(7500)
    sound = page.locator("[data-press=sound]")
    expect(sound).to_have_attribute("aria-pressed", "true")
    assert sound.bounding_box()["height"] >= 44  # type: ignore[index]
    before = len(_device(page, "beeps"))
    assert before == 1
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "false")
    expect(sound).to_have_accessible_name("Sound")  # one name: pressed or not says the rest
    page.clock.run_for(25_000)
    assert len(_device(page, "beeps")) == before
    assert page.evaluate("navigator.mediaSession.playbackState") == "none"
    page.get_by_role("button", name="Settings").click()
    beeps = page.get_by_label("Beeps")
    expect(beeps).not_to_be_checked()
    expect(page.get_by_label("The sound of the video")).not_to_be_checked()
    beeps.check()
    page.get_by_role("button", name="Done").click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    beeps.evaluate("box => box.click()")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(beeps).to_be_checked()
    expect(page.get_by_label("The sound of the video")).to_be_checked()
    page.reload()
    expect(page.locator("[name=videosound]")).to_be_checked()


def test_the_screen_is_kept_on_while_it_runs_and_the_stage_says_whether(address: str, page: Page) -> None:
    _open(page, address)
    line = page.locator("[data-awake]")
    _start(page)
    expect(line).to_have_text("The screen stays on.")
    page.get_by_role("button", name="Pause").click()
    expect(line).to_have_text("")
    assert _device(page, "awake") == ["screen", "released"]
    page.get_by_role("button", name="Go on").click()
    expect(line).to_have_text("The screen stays on.")
    page.evaluate("device.lock.dispatchEvent(new Event('release'))")
    expect(line).to_contain_text("can’t be kept on here")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(line).to_have_text("The screen stays on.")
    page.clock.run_for(65_000)
    assert _device(page, "awake") == ["screen", "released", "screen", "screen", "released"]
    page.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined });")
    page.reload()
    expect(line).to_contain_text("Set your device’s screen time-out longer")


def test_media_keys_drive_the_session(address: str, page: Page) -> None:
    _open(page, address)
    _start(page)
    kind, place = page.locator("[data-kind]"), "navigator.mediaSession"

    def press(name: str) -> None:
        page.evaluate(f"device.handlers.{name}()")

    metadata = page.evaluate(
        "({ ...['title', 'artist', 'album'].map((name) => navigator.mediaSession.metadata[name]) })"
    )
    assert list(metadata.values()) == ["Side plank", "Hips in a minute", "1 / 1"]
    assert page.evaluate(f"{place}.metadata.artwork.at(-1).src").startswith("http")
    press("nexttrack")
    expect(kind).to_have_text("Hold")
    page.clock.run_for(5000)
    press("pause")
    assert page.evaluate(f"{place}.playbackState") == "paused"
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    assert _device(page, "position") == {"duration": 20, "position": 5, "playbackRate": 1}
    press("seekforward")
    assert _device(page, "position") == {"duration": 30, "position": 5, "playbackRate": 1}
    press("play")
    assert page.evaluate(f"{place}.playbackState") == "playing"
    press("previoustrack")
    expect(page.locator("[data-time]")).to_have_text("20")
    press("previoustrack")
    expect(kind).to_have_text("Get ready")
    page.keyboard.press("?")
    press("play")
    expect(page.locator("[data-stage]")).to_have_class("screen session ready paused")


def test_keys_do_what_the_help_says_and_can_be_switched_off(address: str, page: Page) -> None:
    _open(page, address)
    kind, main = page.locator("[data-kind]"), page.locator("[data-press=main]")
    _start(page)
    page.evaluate("document.activeElement.blur()")
    for key in (" ", "Enter", "ArrowRight"):
        page.keyboard.press(key)
    expect(kind).to_have_text("Hold")
    for key, time in (("ArrowUp", "30"), ("ArrowLeft", "10"), ("ArrowRight", "20")):
        page.keyboard.press(key)
        expect(page.locator("[data-time]")).to_have_text(time)
    page.keyboard.down(" ")
    page.keyboard.down(" ")  # held
    expect(main).to_have_text("Go on")
    page.keyboard.up(" ")
    page.locator("[data-press=back]").focus()
    page.keyboard.press("Enter")
    main.focus()
    for _repeat in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(main).to_have_text("Pause")
    page.keyboard.press("Enter")
    expect(kind).to_have_text("Get ready")
    expect(main).to_have_text("Go on")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(kind).to_have_text("Get ready")
    page.locator("[name=keys]").evaluate("box => box.click()")
    page.evaluate("document.activeElement.blur()")
    for key in (" ", "ArrowRight", "?"):
        page.keyboard.press(key)
    expect(kind).to_have_text("Get ready")
    expect(page.get_by_role("heading", name="Keys")).to_be_hidden()


def test_a_device_that_fails_in_everything_never_stops_the_timer(address: str, page: Page) -> None:
    _open(page, address, BROKEN)
    _start(page)
    for text in ("Hold", "Change sides", "Hold"):
        page.clock.run_for(15_500)
        expect(page.locator("[data-kind]")).to_have_text(text)
    page.locator("[data-press=sound]").click()
    page.clock.run_for(14_500)
    expect(page.get_by_role("heading", name="Done.")).to_be_visible()


def test_silence_of_a_real_file_plays_only_while_it_runs_with_sound(address: str, page: Page) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    silent = page.locator("[data-silence]")
    assert silent.evaluate("one => one.readyState") == 0  # not asked for before
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_function("() => document.querySelector('[data-silence]').currentTime > 0")
    # Chromium leaves the media keys with others for five seconds or less.
    assert silent.evaluate("one => one.duration") > 5
    page.locator("[data-press=sound]").click()
    assert silent.evaluate("one => one.paused")
    page.locator("[data-press=sound]").click()
    assert not silent.evaluate("one => one.paused")
    page.get_by_role("button", name="Pause").click()
    assert silent.evaluate("one => one.paused")
