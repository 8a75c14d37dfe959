"""The session's engine in a page of its own: no site is needed for it."""

from pathlib import Path

from playwright.sync_api import Page, Route

STATIC = Path(__file__).resolve().parents[2] / "static" / "js" / "follow"

# A session of sixty seconds by the real clock. `told` is [real time, counted time, state].
MINUTE = """async () => {
  const { Session } = await import("/session.js");
  const { clock } = await import("/clock.js");
  const phase = { kind: "work", ms: 10_000, step: 0, set: 1, sets: 1, side: "", reps: null, round: 1, rounds: 1 };
  const session = new Session(Array.from({ length: 6 }, () => phase), clock);
  window.told = [];
  const began = Date.now();
  session.start();
  session.on(() => window.told.push([Date.now() - began, session.active, session.state]));
}"""


def serve_engine(page: Page) -> None:
    """Open an empty page beside the engine's modules."""

    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name:
            route.fulfill(path=STATIC / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route("http://engine.test/**", serve)
    page.goto("http://engine.test/")
