"""Waiting for what a page shows."""

import time

from playwright.sync_api import Frame, Page


def until(place: Page | Frame, claim: str, seconds: float = 8) -> None:
    """Wait for a claim about the page; its policy forbids the script that asks by itself."""
    end = time.monotonic() + seconds
    while not place.evaluate(claim):
        assert time.monotonic() < end, claim
        time.sleep(0.03)
