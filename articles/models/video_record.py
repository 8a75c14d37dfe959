"""What a video's provider told us about it, fetched once by a task."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class VideoRecord(models.Model):
    """Title and length (seconds, None where the provider does not say) of one hosted video.

    `problem` says why nothing could be fetched; a record never keeps an article from being saved.
    """

    provider = models.CharField(_("provider"), max_length=10)
    video_id = models.CharField(_("video"), max_length=40)
    title = models.CharField(_("title"), max_length=200, blank=True)
    duration = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    fetched_at = models.DateTimeField(_("fetched"), auto_now=True)

    class Meta:
        verbose_name = _("video record")
        verbose_name_plural = _("video records")
        constraints = [models.UniqueConstraint(fields=["provider", "video_id"], name="one_record_a_video")]

    def __str__(self) -> str:
        return self.title or f"{self.provider} {self.video_id}"

    @classmethod
    def of(cls, address: Any) -> "VideoRecord | None":
        """The record of a `VideoAddress`, or None before it was fetched."""
        return cls.objects.filter(provider=address.provider, video_id=address.video_id).first()
