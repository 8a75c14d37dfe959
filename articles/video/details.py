"""What a provider says about one video: its title, length and shape, by oEmbed.

A task asks this after an editor saved, never a reader's request. YouTube's answer has no length;
Vimeo's has. The whole question takes at most five seconds and 256 KiB, however the other side behaves.
"""

import json
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from articles.video.addresses import OEMBED_ENDPOINTS, VideoAddress

LONGEST_TITLE = 200
_LARGEST_ANSWER = 256 * 1024
_LONGEST_VIDEO = 24 * 60 * 60
_LARGEST_SIDE = 20_000
_HEADERS = {"Accept": "application/json", "User-Agent": "Plumbline (oEmbed)"}
# They turn the writing direction of whatever follows the title on a page. Joiners, which emoji and
# several scripts need, belong to the same Unicode category, so the category can't decide.
_DIRECTION_MARKS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Reason(TextChoices):
    """Why there are no details; the label is a sentence for the editor."""

    NOT_FOUND = "not-found", _("The provider knows no video at this address.")
    PRIVATE = "private", _("The video is private or may not be shown on other sites.")
    TIMEOUT = "timeout", _("The provider took too long to answer.")
    UNREACHABLE = "unreachable", _("The provider could not be reached.")
    BROKEN = "broken", _("The provider's answer made no sense.")


class DetailsUnavailable(Exception):  # noqa: N818  # a fact about the provider, not a mistake of ours
    """There are no details; `reason` says why, `str()` says it to the editor."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason.label)


@dataclass(frozen=True)
class VideoDetails:
    """`title` is plain text of at most 200 characters, possibly empty; `duration` whole seconds
    (rounded down); `width` and `height` pixels of the player. None where the provider said nothing usable."""

    title: str
    duration: int | None
    width: int | None
    height: int | None


def fetch_details(
    address: VideoAddress,
    *,
    endpoints: Mapping[str, str] = OEMBED_ENDPOINTS,
    timeout: float = 5.0,
    referer: str = "",
) -> VideoDetails:
    """Ask the video's provider about it; `timeout` seconds bound the whole exchange.

    `referer` is our site's address: of a video bound to certain sites, Vimeo tells title and length
    only to a request that names one of them.
    Raises DetailsUnavailable, and nothing else, when there is no usable answer.
    """
    headers = _HEADERS | ({"Referer": referer} if referer else {})
    request = Request(address.oembed_url_from(endpoints[address.provider]), headers=headers)  # noqa: S310
    return _details(_within(timeout, lambda: _get(request, timeout)))


def _within(seconds: float, ask: Callable[[], bytes]) -> bytes:
    """`ask`'s answer, waited for no longer than that.

    A socket's timeout starts anew with every byte and does not cover the name's look-up, so only a
    thread that may be left behind bounds the whole.
    """
    answers: SimpleQueue[bytes | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask())
        except Exception as problem:  # carried over to the waiting thread, which raises it
            answers.put(problem)

    Thread(target=work, daemon=True, name="video-details").start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise DetailsUnavailable(Reason.TIMEOUT) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


class _SameHostOnly(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise DetailsUnavailable(Reason.BROKEN)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _get(request: Request, timeout: float) -> bytes:
    try:
        with build_opener(_SameHostOnly).open(request, timeout=timeout) as response:
            if response.headers.get_content_type() != "application/json":
                raise DetailsUnavailable(Reason.BROKEN)
            return _read(response, time.monotonic() + timeout)
    except HTTPError as answer:
        answer.close()
        raise DetailsUnavailable(_reason_for(answer.code)) from None
    except (URLError, HTTPException, OSError) as problem:
        cause = getattr(problem, "reason", problem)
        raise DetailsUnavailable(
            Reason.TIMEOUT if isinstance(cause, TimeoutError) else Reason.UNREACHABLE
        ) from None


def _read(response: Any, deadline: float) -> bytes:
    """The body, piece by piece, so that a thread left behind by `_within` ends soon after."""
    body = bytearray()
    while piece := response.read1(_LARGEST_ANSWER):
        body += piece
        if len(body) > _LARGEST_ANSWER:
            raise DetailsUnavailable(Reason.BROKEN)
        if time.monotonic() > deadline:
            raise DetailsUnavailable(Reason.TIMEOUT)
    return bytes(body)


def _reason_for(status: int) -> Reason:
    if status in (401, 403):
        return Reason.PRIVATE
    # YouTube answers 400 where it has no such video.
    return Reason.NOT_FOUND if status in (400, 404, 410) else Reason.UNREACHABLE


def _details(body: bytes) -> VideoDetails:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise DetailsUnavailable(Reason.BROKEN) from None
    if not isinstance(answer, dict):
        raise DetailsUnavailable(Reason.BROKEN)
    # Vimeo answers 200 for a video bound to other sites and puts the refusal inside.
    if answer.get("domain_status_code") == 403:
        raise DetailsUnavailable(Reason.PRIVATE)
    return VideoDetails(
        title=_title(answer.get("title")),
        duration=_whole(answer.get("duration"), _LONGEST_VIDEO),
        width=_whole(answer.get("width"), _LARGEST_SIDE),
        height=_whole(answer.get("height"), _LARGEST_SIDE),
    )


def _title(text: object) -> str:
    if not isinstance(text, str):
        return ""
    # Cc: control characters, among them line breaks; Cs: half characters that no database stores.
    kept = (" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    return " ".join("".join(char for char in kept if char not in _DIRECTION_MARKS).split())[
        :LONGEST_TITLE
    ].rstrip()


def _whole(number: object, most: int) -> int | None:
    """A count from 1 to `most`; providers have sent numbers as text, and 0 for a live stream."""
    if isinstance(number, bool) or not isinstance(number, int | float | str):
        return None
    try:
        whole = int(float(number))
    except (ValueError, OverflowError):
        return None
    return whole if 0 < whole <= most else None
