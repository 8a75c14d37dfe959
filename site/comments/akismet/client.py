"""The three questions to Akismet, each a call of the `akismet` package with a time-out of our own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import akismet
from django.conf import settings

from comments.akismet.line import Line
from comments.akismet.trouble import LONGEST_WAIT, Trouble, alarm_in, trouble_in
from comments.models import SpamCheck

Opinion = SpamCheck.Opinion
OPINIONS = {
    akismet.CheckResponse.HAM: Opinion.HAM,
    akismet.CheckResponse.SPAM: Opinion.SPAM,
    akismet.CheckResponse.DISCARD: Opinion.DISCARD,
}
# Fields that the package takes by name; all others are sent beside it.
KNOWN = akismet.AkismetArguments.__optional_keys__ | {"user_ip"}


class Answer(NamedTuple):
    """Akismet's opinion, and after what time it wants to be asked again because it was not sure."""

    opinion: SpamCheck.Opinion
    again_after: timedelta | None = None


def check(data: dict[str, Any]) -> Answer:
    """Ask about a comment, given as `data` (see comments.akismet.data). Raises Trouble."""
    line, said = _call(data, lambda client, known: client.comment_check(**known))
    return Answer(OPINIONS[said], _again_after(line.headers_heard.get("X-akismet-recheck-after", "")))


def submit(opinion: SpamCheck.Opinion, data: dict[str, Any]) -> None:
    """Tell that the comment given as `data` is ham or spam after all. Raises Trouble."""
    if opinion == Opinion.HAM:
        _call(data, lambda client, known: client.submit_ham(**known))
    else:
        _call(data, lambda client, known: client.submit_spam(**known))


def verify(blog: str) -> bool:
    """Whether Akismet knows the key for the site at the address `blog`. Raises Trouble."""
    return bool(_call({"blog": blog}, lambda client, known: client.verify_key())[1])


def _call(data: dict[str, Any], ask: Callable[[akismet.SyncClient, dict[str, Any]], Any]) -> tuple[Line, Any]:
    """Not through the package's context manager, which verifies the key before every question."""
    known = {name: value for name, value in data.items() if name in KNOWN}
    extra = {name: value for name, value in data.items() if name not in KNOWN | {"blog"}}
    config = akismet.Config(key=settings.AKISMET_KEY, url=data["blog"])
    with Line(extra) as line:
        try:
            said = ask(akismet.SyncClient(config=config, http_client=line), known)
        except akismet.AkismetError as error:
            words = alarm_in(line.headers_heard)
            raise (Trouble(words) if words else trouble_in(error, line.headers_heard)) from None
        if words := alarm_in(line.headers_heard):
            raise Trouble(words)
        return line, said


def _again_after(seconds: str) -> timedelta | None:
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) < 10):
        return None
    return min(timedelta(seconds=int(seconds)), LONGEST_WAIT)
