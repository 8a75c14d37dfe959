"""An article's video from a provider, on players that stand in."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.browser.players import stand_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _article() -> str:
    exercise = factories.exercise_block("Overhead pull", clip={"start": 20, "end": 21})
    return factories.article(body=[factories.video(), factories.exercise_list(exercise)]).url


def test_a_step_is_watched_to_its_end_and_again(live_server: Any, page: Page) -> None:
    asked = stand_in(page, "youtube")
    page.goto(live_server.url + _article())
    watch = page.get_by_role("link", name="Watch this step")
    watch.click()
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_function("heard.join(' ') === 'pauseVideo'")
    watch.click()
    frame.wait_for_function("heard.join(' ') === 'pauseVideo seekTo 20 true playVideo pauseVideo'")
    assert len(asked) == 1
    assert "autoplay=1" in asked[0]
    assert "mute" not in asked[0]


def test_a_silent_player_is_loaded_again_at_the_step(live_server: Any, page: Page) -> None:
    asked = stand_in(page, "youtube", body="Not a player")
    page.clock.install()
    page.goto(live_server.url + _article())
    page.get_by_role("link", name="Play the video").click()
    page.locator("iframe").element_handle().content_frame().wait_for_load_state()
    page.get_by_role("link", name="Watch this step").click()
    assert len(asked) == 1
    with page.expect_request("**/embed/**start=20**"):
        page.clock.run_for(6_000)
    page.locator("iframe").element_handle().content_frame().wait_for_load_state()
    with page.expect_request("**/embed/**start=20**"):
        page.get_by_role("link", name="Watch this step").click()
        page.clock.run_for(6_000)


def test_a_browser_that_refuses_sound_is_asked_to_play_without(live_server: Any, page: Page) -> None:
    page.goto(live_server.url + "/")
    tried = page.evaluate("""async () => {
      const { fileTransport } = await import("/static/js/video/transports/file.js");
      const tried = [];
      const video = {
        muted: false,
        async play() {
          tried.push(this.muted);
          if (!this.muted) throw new DOMException("", "NotAllowedError");
        },
      };
      fileTransport(video).play();
      await new Promise((done) => setTimeout(done, 20));
      return tried;
    }""")
    assert tried == [False, True]
