"""A real Chromium on a live server."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.engine import MINUTE, serve_engine


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The machine's own Chromium, where there is one, without its calls home."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    options = {
        **browser_type_launch_args,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", *quiet],
    }
    return {**options, "executable_path": path} if path else options


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """No service worker: what one asks for passes by `page.route`, and may come when the test is over.

    A module about working without a network allows them again, with a fixture of this name.
    """
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture(scope="session")
def a_real_minute(browser: Browser) -> Iterator[Page]:
    """A page in which a session of one minute runs by the real clock."""
    context = browser.new_context()
    page = context.new_page()
    serve_engine(page)
    page.evaluate(MINUTE)
    yield page
    context.close()


@pytest.fixture(autouse=True, scope="session")
def _begin_the_minute_first(request: pytest.FixtureRequest) -> None:
    if any(map(_takes_a_minute, request.session.items)):
        request.getfixturevalue("a_real_minute")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The minute has passed when all else is done."""
    items.sort(key=_takes_a_minute)


def _takes_a_minute(item: pytest.Item) -> bool:
    return "a_real_minute" in getattr(item, "fixturenames", ())
