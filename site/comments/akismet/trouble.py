"""Why Akismet gave no answer, in words for a moderator, and how long it wants to be left alone."""

import time
from datetime import timedelta

import akismet
import httpx
from django.utils.html import strip_tags
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext as _

LONGEST_WAIT = timedelta(days=1)


class Trouble(Exception):  # noqa: N818 - says what happened
    """No answer that can be used; `str()` says why. `wait` is what Akismet asked for, or zero."""

    def __init__(self, words: str, wait: timedelta = timedelta()) -> None:
        super().__init__(words[:200])
        self.wait = wait


def alarm_in(headers: httpx.Headers) -> str:
    """What Akismet says is wrong with the account, or "".

    It may send a verdict along with it (with a suspended key: always the same), which is worth nothing.
    """
    message = headers.get("X-akismet-alert-msg") or headers.get("X-akismet-error") or ""
    code = headers.get("X-akismet-alert-code", "")
    if not (message or code):
        return ""
    words = " ".join(strip_tags(message).split()) or _("There is a problem with the account.")
    return _("Akismet says: %(words)s (%(code)s)") % {"words": words[:150], "code": code[:20] or "-"}


def trouble_in(error: akismet.AkismetError, headers: httpx.Headers) -> Trouble:
    """`error` of the package in our words."""
    if isinstance(error, akismet.APIKeyError):
        return Trouble(_("Akismet does not know the key. Is AKISMET_KEY right?"))
    if isinstance(error, akismet.ProtocolError):
        return Trouble(f"{_('Akismet gave an answer that makes no sense.')} {_hint(headers)}".strip())
    cause = error.__cause__
    if isinstance(cause, httpx.HTTPStatusError):
        return _refusal(cause.response.status_code, headers)
    if isinstance(cause, httpx.TimeoutException):
        return Trouble(_("Akismet did not answer in time."))
    return Trouble(_("Akismet could not be reached."))


def _refusal(status: int, headers: httpx.Headers) -> Trouble:
    wait = _wait(headers.get("Retry-After", ""))
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return Trouble(_("Akismet is asked more often than it allows."), wait)
    return Trouble(_("Akismet answered with the error %d.") % status, wait)


def _hint(headers: httpx.Headers) -> str:
    return " ".join(strip_tags(headers.get("X-akismet-debug-help", "")).split())[:120]


def _wait(value: str) -> timedelta:
    """Retry-After is a number of seconds or a date."""
    if value.isascii() and value.isdecimal():
        seconds = int(value[:9])
    else:
        seconds = (parse_http_date_safe(value) or 0) - int(time.time())
    return min(timedelta(seconds=max(0, seconds)), LONGEST_WAIT)
