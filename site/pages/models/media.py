"""Uploaded videos with captions and a second encoding."""

import mimetypes
from typing import Any

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia


class SiteMedia(AbstractMedia):
    """An uploaded video. Duration (seconds) and size are measured at upload, never guessed.

    wagtailmedia has no caption tracks; captions are WebVTT in the site's language, and
    `alternative` is the same video in another encoding for browsers that want it.
    """

    alternative = models.FileField(
        _("the same video in another format"),
        upload_to="media",
        blank=True,
        validators=[FileExtensionValidator(["mp4", "webm"])],
        help_text=_("Optional: WebM beside an MP4, or the other way round."),
    )
    captions = models.FileField(
        _("captions"),
        upload_to="media",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file. Needed by people who cannot hear the video, used by many who can."),
    )
    captions_language = models.CharField(
        _("language of the captions"),
        max_length=12,
        default="en",
        help_text=_("A language code such as “en”."),
    )

    admin_form_fields = (
        "title",
        "file",
        "alternative",
        "captions",
        "captions_language",
        "collection",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """wagtailmedia's checks, unless the file was refused already: one message is enough."""
        if self.file:
            super().clean(*args, **kwargs)

    @property
    def sources(self) -> list[dict]:
        """The encodings as {"src": address, "type": MIME type}, the uploaded one first."""
        files = [self.file, self.alternative] if self.alternative else [self.file]
        return [
            {"src": file.url, "type": mimetypes.guess_type(file.name)[0] or "video/mp4"} for file in files
        ]
