"""A real Chromium on a live server."""

import os
import shutil

import pytest


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
