"""From whatever an editor pastes to one provider and one video, and back to the addresses we print.

Only parsing happens here; nothing is asked of a provider. `parse_video_address` takes an address or
a whole embed code. What it returns holds nothing but checked characters, so its addresses may be
put into a page as they are.
"""

import html
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Provider = Literal["youtube", "vimeo"]

OEMBED_ENDPOINTS: dict[str, str] = {
    "youtube": "https://www.youtube.com/oembed",
    "vimeo": "https://vimeo.com/api/oembed.json",
}

FORMS_THAT_WORK = _(
    "Paste the address of one video, such as https://www.youtube.com/watch?v=… , https://youtu.be/… , "
    "https://www.youtube.com/shorts/… , https://vimeo.com/… or a private Vimeo link with its code."
)
_EMPTY = _("Paste the address of a YouTube or Vimeo video.")
_NO_VIDEO = _(
    "This is a playlist, a channel or a page without a video of its own. "
    "Open one video there and paste its address."
)
_OTHER_SITE = _("Only videos on YouTube and Vimeo can be shown by address; upload any other as a file.")
_NOT_ONE = _("This is not one address: there is a space or another sign in it that no address has.")
_BAD_ID = _(
    "The video's code in this address is incomplete or has a wrong character. Copy the whole address again."
)

_YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "gaming.youtube.com",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
}
_YOUTUBE_SHORT_HOSTS = {"youtu.be", "www.youtu.be"}
_YOUTUBE_FOLDERS = {"shorts", "live", "embed", "v", "e", "watch"}
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
# Both have the shape of an id but stand for a playlist's and a channel's player.
_YOUTUBE_FALSE_IDS = {"videoseries", "live_stream"}

_VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
_VIMEO_PATH = re.compile(
    r"/(?:video/|manage/videos/|[^/]+/review/|channels/[^/]+/|groups/[^/]+/videos/|(?:showcase|album)/[^/]+/video/)?"
    r"(?P<id>[0-9]+)(?:/(?P<hash>[^/]+))?/?"
)
_VIMEO_ID = re.compile(r"[1-9][0-9]{0,11}")
_VIMEO_HASH = re.compile(r"[0-9a-f]{6,40}")

_IFRAME_SRC = re.compile(r"""<iframe\b[^<>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\\<>\"'\x00-\x1f\x7f]")
_START = re.compile(r"(?:(?P<h>[0-9]{1,3})h)?(?:(?P<m>[0-9]{1,5})m)?(?:(?P<s>[0-9]{1,6})s?)?")
_LONGEST_TEXT = 4000
_LONGEST_START = 24 * 60 * 60


class VideoAddressError(ValueError):
    """The text names no video we can show; `str()` tells the editor what to do, in their language."""

    def __init__(self, problem: str | Promise) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem} {FORMS_THAT_WORK}"


@dataclass(frozen=True)
class VideoAddress:
    """One video: `video_id` as its provider spells it, `hash` only for Vimeo's private links,
    `start` in seconds where the pasted address began later than the beginning."""

    provider: Provider
    video_id: str
    hash: str = ""
    start: int = 0

    @property
    def page_url(self) -> str:
        """The video's ordinary page at its provider, from the beginning."""
        if self.provider == "youtube":
            return f"https://www.youtube.com/watch?v={self.video_id}"
        return "/".join(filter(None, ["https://vimeo.com", self.video_id, self.hash]))

    def page_url_at(self, seconds: int) -> str:
        """The provider's page beginning at that second: what a link does without JavaScript."""
        return f"{self.page_url}{'&' if self.provider == 'youtube' else '#'}t={seconds}s"

    @property
    def embed_url(self) -> str:
        """The provider's player with the least tracking it offers, beginning at `start`.

        The script adds `autoplay`, and for YouTube our own `origin`, when the reader presses play.
        """
        if self.provider == "youtube":
            start = f"&start={self.start}" if self.start else ""
            player = f"https://www.youtube-nocookie.com/embed/{self.video_id}"
            return f"{player}?playsinline=1&enablejsapi=1&rel=0{start}"
        private = f"h={self.hash}&" if self.hash else ""
        start = f"#t={self.start}s" if self.start else ""
        return f"https://player.vimeo.com/video/{self.video_id}?{private}dnt=1&playsinline=1{start}"

    @property
    def oembed_url(self) -> str:
        """Where the provider answers with the video's title and size as JSON."""
        return self.oembed_url_from(OEMBED_ENDPOINTS[self.provider])

    def oembed_url_from(self, endpoint: str) -> str:
        """The same question put to another endpoint, such as a test's."""
        return f"{endpoint}?format=json&url={quote(self.page_url, safe='')}"


def parse_video_address(text: str) -> VideoAddress:
    """The video that an address or a pasted <iframe> embed code names.

    Raises VideoAddressError, and nothing else, for any other text.
    """
    address = _split(_address_in(text))
    host = address.netloc.lower()
    if host in _YOUTUBE_HOSTS or host in _YOUTUBE_SHORT_HOSTS:
        return _youtube(address, host)
    if host in _VIMEO_HOSTS:
        return _vimeo(address)
    raise VideoAddressError(_OTHER_SITE)


def _address_in(text: str) -> str:
    text = text.strip()
    if not text:
        raise VideoAddressError(_EMPTY)
    if len(text) > _LONGEST_TEXT:
        raise VideoAddressError(_NO_VIDEO)
    embed = _IFRAME_SRC.search(text)
    if embed:
        text = (embed[1] or embed[2] or "").strip()
    if embed:
        return html.unescape(text)
    # As copied from a mail or the end of a sentence.
    return text.removeprefix("<").removesuffix(">").rstrip(".,").replace("&amp;", "&")


def _split(address: str) -> SplitResult:
    # urlsplit drops line breaks and browsers read a backslash as a slash, so either could make
    # the host we check differ from the host that is asked. The host is compared with its port and
    # user name still on, which refuses those as well.
    if _UNSAFE.search(address):
        raise VideoAddressError(_NOT_ONE)
    bare = re.sub(r"^(?:https?:)?//", "", address, flags=re.IGNORECASE)
    try:
        return urlsplit(f"https://{bare}")
    except ValueError:
        raise VideoAddressError(_OTHER_SITE) from None


def _youtube(address: SplitResult, host: str) -> VideoAddress:
    query = parse_qs(address.query)
    folders = [part for part in address.path.split("/") if part]
    if host in _YOUTUBE_SHORT_HOSTS and len(folders) == 1:
        video_id = folders[0]
    elif folders == ["watch"] and "v" in query:
        video_id = query["v"][0]
    elif len(folders) == 2 and folders[0] in _YOUTUBE_FOLDERS:
        video_id = folders[1]
    else:
        raise VideoAddressError(_NO_VIDEO)
    if video_id in _YOUTUBE_FALSE_IDS:
        raise VideoAddressError(_NO_VIDEO)
    if not _YOUTUBE_ID.fullmatch(video_id):
        raise VideoAddressError(_BAD_ID)
    return VideoAddress("youtube", video_id, start=_start(address))


def _vimeo(address: SplitResult) -> VideoAddress:
    match = _VIMEO_PATH.fullmatch(address.path)
    if not match:
        raise VideoAddressError(_NO_VIDEO)
    private = match["hash"] or parse_qs(address.query).get("h", [""])[0]
    if not _VIMEO_ID.fullmatch(match["id"]) or (private and not _VIMEO_HASH.fullmatch(private)):
        raise VideoAddressError(_BAD_ID)
    return VideoAddress("vimeo", match["id"], hash=private, start=_start(address))


def _start(address: SplitResult) -> int:
    """Seconds from t=95, t=95s, t=1m35s, start=95, in the query or after the #; 0 if unreadable."""
    given = parse_qs(address.query) | parse_qs(address.fragment)
    text = next((given[name][0] for name in ("t", "start", "time_continue") if name in given), "")
    match = _START.fullmatch(text)
    if not match:
        return 0
    hours, minutes, seconds = (int(match[unit] or 0) for unit in "hms")
    total = hours * 3600 + minutes * 60 + seconds
    return total if total <= _LONGEST_START else 0
