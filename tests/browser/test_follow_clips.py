"""The clip of each exercise plays while it is done: observed on real video, and on players that stand in."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Browser, Frame, Page, expect

from exercises.models.exercise_page import ExerciseImage
from pages.models import SiteMedia
from tests import factories
from tests.browser.players import ORIGINS, stand_in
from tests.browser.watching import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIDEO = Path(__file__).resolve().parents[2] / "site" / "demo" / "media" / "video"
SAYS = {
    "youtube": {"play": "playVideo", "pause": "pauseVideo", "seek": "seekTo 20 true", "sound": "unMute"},
    "vimeo": {"play": "play", "pause": "pause", "seek": "setCurrentTime 20", "sound": "setMuted false"},
}
SILENT = "The video doesn’t answer. Going on with pictures."
WATCHED = """() => {
  const video = document.querySelector("[data-video-place] video");
  window.seeks = 0;
  window.times = [];
  video.addEventListener("seeking", () => { window.seeks += 1; });
  video.addEventListener("timeupdate", () => window.times.push(video.currentTime));
}"""


@pytest.fixture
def page(browser: Browser) -> Any:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def _drawn() -> Any:
    entry = factories.exercise("Drawn", easier="", harder="")
    entry.images.add(ExerciseImage(image=factories.image(), pose="end", alt_text="The end position"))
    entry.save()
    return entry


def _session(video: dict, *clips: tuple[int, int] | None, drawn: bool = True) -> str:
    """The address of a session with these clips, ninety seconds each, from this video."""
    library = _drawn() if drawn else None
    exercises = [
        factories.exercise_block(
            f"Exercise {number}",
            library=library,
            dose={"duration_seconds": 90},
            clip=dict(zip(("start", "end"), clip, strict=True)) if clip else {},
        )
        for number, clip in enumerate(clips, 1)
    ]
    return factories.article(body=[video, factories.exercise_list(*exercises)]).follow_url


def _file() -> dict:
    """The sample's video, 130 seconds long."""

    def file(name: str) -> ContentFile:
        return ContentFile((VIDEO / name).read_bytes(), name)

    media = SiteMedia.objects.create(
        title="Routine", type="video", duration=130, width=960, height=540,
        file=file("runners-back.mp4"), alternative=file("runners-back.webm"), captions=file("runners-back.vtt"),
    )  # fmt: skip
    return {"type": "video", "value": {"file": media.pk}}


def _hosted(provider: str) -> dict:
    number = {"youtube": "dQw4w9WgXcQ", "vimeo": "76979871"}[provider]
    return factories.video(address={"provider": provider, "id": number, "hash": ""})


def _begin(page: Page) -> None:
    """Start, and begin the first exercise at once."""
    page.locator('[data-press="start"]:visible, .resume [data-press="anew"]:visible').click()
    page.get_by_role("button", name="Start now").click()


def _next(page: Page) -> None:
    """On to the next exercise, without getting ready."""
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("button", name="Start now").click()


def _player(page: Page) -> Any:
    return page.locator("[data-video-place] > *")


def _shows_clip(page: Page) -> bool:
    """Whether the clip lies open, or else the picture over it."""
    place = page.locator("[data-video-place]")
    return not place.evaluate("(place) => place.inert || place.hidden")


def _heard(frame: Frame) -> list[str]:
    return frame.evaluate("heard")


def test_a_real_clip_loops_without_sound_and_pauses_with_the_session(live_server: Any, page: Page) -> None:
    page.goto(live_server.url + _session(_file(), (66, 67), None, (126, 400), (300, 320), (106, 126)))
    page.get_by_role("button", name="Start", exact=True).click()
    until(page, "document.querySelector('[data-video-place] video')?.readyState > 1")
    assert not _shows_clip(page)  # while getting ready the picture covers it, paused at the clip's start
    assert _player(page).evaluate("(video) => [video.paused, video.currentTime, video.muted]") == [
        True,
        66,
        True,
    ]
    page.evaluate(WATCHED)
    page.get_by_role("button", name="Start now").click()
    until(page, "window.seeks >= 2")
    times = page.evaluate("window.times")
    assert min(times) >= 66
    assert max(times) < 67.5
    assert max(times) > 66.5
    assert _shows_clip(page)
    assert _player(page).evaluate("(video) => video.muted && !video.paused && video.playbackRate === 1")

    page.get_by_role("button", name="Pause").click()
    stopped = _player(page).evaluate("(video) => video.paused && video.currentTime")
    assert 66 <= stopped < 67.5
    assert _shows_clip(page)
    page.get_by_role("button", name="Go on").click()
    until(page, "!document.querySelector('[data-video-place] video').paused")
    page.evaluate("document.querySelector('[name=videosound]').click()")
    assert _player(page).evaluate("(video) => !video.muted && !video.paused")
    assert _player(page).evaluate("(video) => video.textTracks[0].mode") == "showing"

    _next(page)  # has no clip
    expect(page.get_by_role("heading", name="Exercise 2")).to_be_visible()
    assert not _shows_clip(page)
    assert _player(page).evaluate("(video) => video.paused")

    page.evaluate("document.querySelector('video').currentTime = 129.2")  # so as not to wait for the end
    _next(page)
    page.evaluate("window.seeks = 0; document.querySelector('video').currentTime = 129.2")
    until(page, "window.seeks >= 2 && document.querySelector('video').currentTime < 128")
    expect(page.locator("#stage [data-note]")).to_have_text("")

    page.evaluate("window.seeks = 0")
    _next(page)  # begins after the video has ended
    expect(page.locator("#stage [data-note]")).to_have_text(SILENT)
    page.wait_for_timeout(400)
    assert page.evaluate("window.seeks") <= 2
    assert not _shows_clip(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()

    _next(page)
    until(page, "document.querySelector('video').currentTime > 106.3")
    assert _shows_clip(page)


@pytest.mark.parametrize("fault", ["broken", "hanging", "refused"])
def test_a_video_that_does_not_play_leaves_the_picture_and_one_quiet_line(
    fault: str, live_server: Any, page: Page
) -> None:
    if fault == "refused":
        page.add_init_script(
            "HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
        )
    else:
        page.route("**/*.{mp4,webm}", lambda route: route.abort() if fault == "broken" else None)
    page.clock.install()
    page.goto(live_server.url + _session(_file(), (66, 86), (86, 106)))
    _begin(page)
    expect(_player(page)).to_have_count(1)
    page.clock.run_for(6_000)
    expect(page.locator("#stage [data-note]")).to_have_text(SILENT)
    assert not _shows_clip(page)
    expect(page.get_by_role("img", name="The end position")).to_be_visible()
    page.clock.run_for(3_000)
    assert int(page.locator("[data-time]").text_content().split(":")[-1]) <= 81
    _next(page)
    expect(page.get_by_role("heading", name="Exercise 2")).to_be_visible()


def test_who_wants_no_motion_sees_the_picture_or_the_first_instant(live_server: Any, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + _session(_file(), (66, 86)))
    _begin(page)
    expect(page.get_by_role("img", name="The end position")).to_be_visible()
    expect(_player(page)).to_have_count(0)

    page.goto(live_server.url + _session(_file(), (66, 86), drawn=False))
    _begin(page)
    until(page, "document.querySelector('[data-video-place] video')?.readyState > 1")
    assert _shows_clip(page)
    assert _player(page).evaluate("(video) => [video.paused, video.currentTime]") == [True, 66]

    asked = stand_in(page, "youtube")
    page.goto(live_server.url + _session(_hosted("youtube"), (20, 22)))
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox", name="Show each exercise’s clip")).to_be_hidden()
    _begin(page)
    assert asked == []


@pytest.mark.parametrize("provider", ["youtube", "vimeo"])
def test_a_providers_clip_loops_once_the_reader_asked_for_it(
    provider: str, live_server: Any, page: Page
) -> None:
    asked = stand_in(page, provider)
    address = live_server.url + _session(_hosted(provider), (20, 21), (70, 80), (40, 50))
    page.goto(address)
    _begin(page)
    page.get_by_role("button", name="End").click()
    assert asked == []
    page.get_by_role("checkbox", name="It is loaded from").check()
    page.reload()
    expect(page.get_by_role("checkbox", name="It is loaded from")).to_be_checked()
    assert asked == []

    says = SAYS[provider]
    _begin(page)
    expect(page.locator("iframe")).to_have_count(1)
    assert {"youtube": "&mute=1", "vimeo": "&muted=1"}[provider] in asked[0]
    assert "autoplay" not in asked[0]
    frame = page.locator("iframe").element_handle().content_frame()
    until(frame, f"heard.filter((one) => one === '{says['seek']}').length >= 2")
    assert says["pause"] not in _heard(frame)  # some players break when they are paused before they played
    assert _shows_clip(page)

    page.get_by_role("button", name="Pause").click()
    until(frame, f"heard.at(-1) === '{says['pause']}'")
    page.evaluate("document.querySelector('[name=videosound]').click()")
    until(frame, f"heard.at(-1) === '{says['sound']}'")
    page.get_by_role("button", name="Go on").click()
    until(frame, f"heard.at(-1) === '{says['play']}'")

    _next(page)  # lies beyond the end
    expect(page.locator("#stage [data-note]")).to_have_text(SILENT, timeout=8_000)
    assert len([one for one in _heard(frame) if "70" in one]) <= 1
    _next(page)
    until(page, "!document.querySelector('[data-video-place]').inert")
    assert len(asked) == 1
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Forget my progress").click()
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="It is loaded from")).not_to_be_checked()


def test_what_others_say_in_a_players_name_is_not_believed(live_server: Any, page: Page) -> None:
    stand_in(page, "youtube")
    page.goto(live_server.url + _session(_hosted("youtube"), (20, 60)))
    page.get_by_role("checkbox", name="It is loaded from").check()
    _begin(page)
    until(page, "document.querySelector('[data-video-place]').inert === false")
    frame = page.locator("iframe").element_handle().content_frame()
    before = _heard(frame)
    # Whoever is believed sends the loop back to its start.
    page.evaluate("""async (origin) => {
      const data = JSON.stringify({ event: "infoDelivery", info: { currentTime: 60, playerState: 0 } });
      const source = document.querySelector("iframe").contentWindow;
      const say = (lie) => dispatchEvent(new MessageEvent("message", { data, ...lie }));
      say({ origin: "https://www.youtube.com", source });
      say({ origin: "null", source });
      say({ origin, source: window });
      say({ origin, source: null });
      postMessage(data, "*");
      await new Promise((done) => setTimeout(done, 200));
    }""", ORIGINS["youtube"])  # fmt: skip
    assert _heard(frame) == before
    # Nor does nonsense from the player itself do anything.
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate("""(origin) => {
      const source = document.querySelector("iframe").contentWindow;
      const info = (value) => [JSON.stringify({ event: "infoDelivery", info: value }), { event: "infoDelivery", info: value }];
      const odd = [null, undefined, 5, "", "5", "null", "[]", "{", "[".repeat(99999), '"'.repeat(9), [], 5n, new Date(), new ArrayBuffer(8),
        ...[null, 7, "x", { currentTime: "60" }, { currentTime: NaN }, { currentTime: {}, duration: {} }, { currentTime: [60] },
          { duration: -1 }, { playerState: { valueOf: 0 } }, { duration: "" }, { currentTime: -1e308 }].flatMap(info)];
      odd.forEach((data) => dispatchEvent(new MessageEvent("message", { data, origin, source })));
    }""", ORIGINS["youtube"])  # fmt: skip
    assert errors == []
    assert _heard(frame) == before
    page.evaluate("""(origin) => {
      const data = JSON.stringify({ event: "infoDelivery", info: { currentTime: 60 } });
      const source = document.querySelector("iframe").contentWindow;
      dispatchEvent(new MessageEvent("message", { data, origin, source }));
    }""", ORIGINS["youtube"])  # fmt: skip
    until(frame, f"heard.slice({len(before)}).includes('seekTo 20 true')")


def test_a_provider_silent_for_five_seconds_leaves_the_session_running(live_server: Any, page: Page) -> None:
    asked = stand_in(page, "youtube", body="Not a player")
    page.clock.install()
    page.goto(live_server.url + _session(_hosted("youtube"), (20, 30)))
    page.get_by_role("checkbox", name="It is loaded from").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("iframe").element_handle().content_frame().wait_for_load_state()
    page.clock.run_for(4_000)
    expect(page.locator("#stage [data-note]")).to_have_text("")
    page.clock.run_for(2_000)
    expect(page.locator("#stage [data-note]")).to_have_text(SILENT)
    page.clock.run_for(20_000)
    expect(page.locator("[data-kind]")).to_have_text("Move")
    assert not _shows_clip(page)
    expect(page.get_by_role("img", name="The end position")).to_be_visible()
    assert len(asked) == 1  # nothing is loaded again


def test_a_provider_out_of_reach_is_asked_again_once_there_is_a_network(live_server: Any, page: Page) -> None:
    asked = stand_in(page, "youtube")
    page.goto(live_server.url + _session(_hosted("youtube"), (20, 30)))
    page.get_by_role("checkbox", name="It is loaded from").check()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    _begin(page)
    expect(page.locator("#stage [data-note]")).to_have_text(SILENT)
    assert asked == []
    page.context.set_offline(False)
    until(page, "document.querySelector('[data-video-place]').inert === false")
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.locator("#stage [data-note]")).to_have_text("")


def test_old_and_impossible_times_make_no_storm_of_seeks(live_server: Any, page: Page) -> None:
    page.goto(live_server.url + "/")
    seen = page.evaluate("""async () => {
      const { loopOn } = await import("/static/js/follow/clip-loop.js");
      const run = (clip, tell) => {
        const seen = { seeks: 0, plays: 0, lost: 0 };
        let time, end;
        const transport = {
          seek: () => { seen.seeks += 1; }, play: () => { seen.plays += 1; }, pause() {},
          onTime: (callback) => { time = callback; }, onEnd: (callback) => { end = callback; },
        };
        const loop = loopOn(transport, clip, false, { onMove() {}, onStuck() {}, onLost() { seen.lost += 1; } });
        loop.play();
        tell(time, end);
        loop.stop();
        return seen;
      };
      const clip = { start: 10, end: 20 };
      const many = Array.from({ length: 40 });
      return {
        old: run(clip, (time) => { time(19); time(19.9); many.forEach(() => time(19.95)); }),
        clamped: run({ start: 100, end: 120 }, (time, end) => many.forEach(() => { time(60, 60); end(); })),
        ended: run({ start: 100, end: 120 }, (time, end) => many.forEach(() => { time(60); end(); })),
        last: run(clip, (time, end) => many.forEach(() => { time(10.1); time(10.3); end(); })),
        short: run(clip, (time, end) => { time(10.1); time(12); end(); time(10.1); time(12); end(); }),
      };
    }""")
    assert seen["old"] == {"seeks": 1, "plays": 2, "lost": 0}
    assert seen["clamped"] == {"seeks": 0, "plays": 1, "lost": 1}
    assert seen["ended"] == {"seeks": 0, "plays": 1, "lost": 1}
    assert seen["last"] == {"seeks": 0, "plays": 1, "lost": 1}
    assert seen["short"] == {"seeks": 2, "plays": 3, "lost": 0}
