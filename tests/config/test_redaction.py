"""The address of a writer's own page never reaches a log."""

import logging

import pytest
from django.conf import settings

from config.redaction import RedactSecrets


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Conflict: /comments/yours/s3cr3t-_x/", "Conflict: /comments/yours/…/"),
        ("GET /comments/yours/s3cr3t?x=1 409", "GET /comments/yours/…?x=1 409"),
        ("GET /comments/confirm/WzEsMV0.1a.s3cr3t/", "GET /comments/confirm/…/"),
        ("POST /comments/unsubscribe/MQ.s3cr3t/again/", "POST /comments/unsubscribe/…/again/"),
        ("GET /admin/comments/mailed/s3cr3t/", "GET /admin/comments/mailed/…/"),
        (
            "GET /admin/login/?next=/admin/comments/mailed/s3cr3t/",
            "GET /admin/login/?next=/admin/comments/mailed/…/",
        ),
        (
            "/admin/login/?next=%2Fadmin%2Fcomments%2Fmailed%2Fs3cr3t%2F&x",
            "/admin/login/?next=%2Fadmin%2Fcomments%2Fmailed%2F…%2F&x",
        ),
        ("Not Found: /comments/thread/7/", "Not Found: /comments/thread/7/"),
    ],
)
def test_a_secret_is_hidden_and_the_rest_is_kept(text: str, shown: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (text,), None)
    assert RedactSecrets().filter(record) is True
    assert record.getMessage() == shown


def test_what_the_site_writes_goes_through_it() -> None:
    assert "secrets" in settings.LOGGING["handlers"]["console"]["filters"]
