"""The upload form for videos: measures, and refuses what no browser could play."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from pages.measure import Measured, NotAVideo, measure_video

MAX_VIDEO_BYTES = 500 * 1024 * 1024


class SiteMediaForm(BaseMediaForm):
    """Checks the bytes, not the name: the video is measured, captions must be WebVTT."""

    measured = None

    def clean_file(self) -> Any:
        """Measure a newly uploaded video; raise at the field when it is none, or too large."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        self.measured = _measured(file)
        return file

    def clean_alternative(self) -> Any:
        """The other encoding is a video, too."""
        file = self.cleaned_data["alternative"]
        if file and "alternative" in self.changed_data:
            _measured(file)
        return file

    def clean_captions(self) -> Any:
        """Captions must begin as every WebVTT file does (https://www.w3.org/TR/webvtt1/)."""
        file = self.cleaned_data["captions"]
        if file and "captions" in self.changed_data:
            start = file.read(9)
            file.seek(0)
            if not start.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
                raise ValidationError(_("This is not a WebVTT file: its first line must say WEBVTT."))
        return file

    def save(self, commit: bool = True) -> Any:
        """Keep what was measured."""
        if self.measured:
            self.instance.duration = self.measured.duration
            self.instance.width = self.measured.width
            self.instance.height = self.measured.height
        return super().save(commit=commit)


def _measured(file: Any) -> Measured:
    if file.size > MAX_VIDEO_BYTES:
        raise ValidationError(_("This file is larger than 500 MB. Export a smaller version."))
    try:
        return measure_video(file)
    except NotAVideo as error:
        raise ValidationError(str(error)) from None
