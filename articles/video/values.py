"""The video block's value: one way to ask, whoever hosts the video."""

from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from wagtail import blocks

from articles.video.addresses import VideoAddress
from exercises.timecode import format_timecode, iso8601_duration


class VideoValue(blocks.StructValue):
    """A hosted or uploaded video with title, length (seconds) and addresses."""

    @property
    def hosted(self) -> VideoAddress | None:
        """The address at YouTube or Vimeo, or None for a file or an unfinished block."""
        address = self.get("address")
        return address if isinstance(address, VideoAddress) else None

    @property
    def is_playable(self) -> bool:
        """Whether there is anything to play."""
        return bool(self.hosted or self.get("file"))

    @property
    def provider(self) -> str:
        """ "youtube", "vimeo" or "file"."""
        return self.hosted.provider if self.hosted else "file"

    @property
    def provider_name(self) -> str:
        """The provider as readers know it."""
        return {"youtube": "YouTube", "vimeo": "Vimeo"}.get(self.provider, "")

    @cached_property
    def record(self) -> Any:
        """What the provider told us, or None."""
        from articles.models import VideoRecord

        return VideoRecord.of(self.hosted) if self.hosted else None

    @property
    def is_being_asked_about(self) -> bool:
        """Whether the provider's answer may still come, so that nobody has to type what it will say."""
        answered = self.record and (self.record.title or self.record.problem)
        return bool(settings.FETCH_VIDEO_DETAILS and self.hosted and not answered)

    @property
    def display_title(self) -> str:
        """The typed title, else the file's, else the provider's."""
        file = self.get("file")
        return self.get("title") or (file.title if file else "") or (self.record.title if self.record else "")

    @property
    def known_duration(self) -> int | None:
        """Length in seconds: measured, fetched or typed, in this order; None where nobody knows."""
        file = self.get("file")
        if file:
            return int(file.duration) or None
        fetched = self.record.duration if self.record else None
        typed = self.get("duration")
        return fetched or (typed if isinstance(typed, int) else None)

    @property
    def length_label(self) -> str:
        """ "2:08", or ""."""
        return format_timecode(self.known_duration) if self.known_duration else ""

    @property
    def iso_duration(self) -> str:
        """ "PT2M8S", or ""."""
        return iso8601_duration(self.known_duration) if self.known_duration else ""

    @property
    def page_url(self) -> str:
        """Where the video plays without any script of ours."""
        return self.hosted.page_url if self.hosted else self["file"].url

    def url_at(self, start: int, end: int | None = None) -> str:
        """The same place at a second: a media fragment for files, the provider's own way for hosted ones."""
        if self.hosted:
            return self.hosted.page_url_at(start)
        return f"{self['file'].url}#t={start}" + (f",{end}" if end else "")
