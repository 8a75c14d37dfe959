"""E-mail addresses never reach a log."""

import logging
import sys
import time

import pytest
from django.conf import settings

from config.mail_addresses import HideMailAddresses


def _shown(text: str, error: Exception | None = None) -> str:
    info = None
    if error:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    record = logging.LogRecord("plumbline.comments", logging.WARNING, "", 0, "%s", (text,), info)
    assert HideMailAddresses().filter(record) is True
    return logging.Formatter().format(record)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Refused: <nia.r+x@example.org> 550", "Refused: <…@example.org> 550"),
        (
            "{'nia@example.org': (550, b'no nia@example.org')}",
            "{'…@example.org': (550, b'no …@example.org')}",
        ),
        (
            "Not Found: /admin/comments/?email=nia%40example.org",
            "Not Found: /admin/comments/?email=…%40example.org",
        ),
        ("ünï@bücher.example is full", "…@bücher.example is full"),
        ("Letter 7 (@ 12:00) was sent", "Letter 7 (@ 12:00) was sent"),
    ],
)
def test_an_address_is_hidden_and_the_rest_is_kept(text: str, shown: str) -> None:
    assert _shown(text) == shown


def test_it_is_hidden_in_a_traceback_too() -> None:
    text = _shown("It failed", ValueError("550 nia@example.org"))
    assert "nia@" not in text
    assert "ValueError: 550 …@example.org" in text


@pytest.mark.parametrize("text", ["a" * 50_000, "a%40" * 10_000, "@" * 50_000, "a@" + "b." * 20_000])
def test_a_long_line_costs_no_more_than_its_length(text: str) -> None:
    started = time.perf_counter()
    _shown(text)
    assert time.perf_counter() - started < 1


def test_all_that_the_site_writes_goes_through_it() -> None:
    handlers = {
        name: set(handler.get("filters", [])) for name, handler in settings.LOGGING["handlers"].items()
    }
    handlers.pop("nowhere")
    assert all(filters >= {"secrets", "mail_addresses"} for filters in handlers.values())
