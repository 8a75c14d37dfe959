"""What a page type adds so that readers can leave a reply under its pages."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """Whether a page takes comments; empty follows the site."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class TakesComments(models.Model):
    """Mix into a page type: the editor's rule for one page, and whether comments are open today.

    `commented_since` names the field with the date from which the site's "close after N days" counts.
    """

    commented_since = "first_published_at"

    comments = models.CharField(
        _("comments"),
        max_length=8,
        choices=Rule.choices,
        blank=True,
        help_text=_("Leave empty for the site's rule."),
    )

    class Meta:
        abstract = True

    def takes_comments(self, settings: Any, today: date | None = None) -> bool:
        """Whether readers may write now, given the site's `SiteSettings`; what is there still reads."""
        if self.comments:
            return self.comments == Rule.OPEN
        if not settings.comments_open:
            return False
        since = self._since()
        if settings.comments_close_after is None or since is None:
            return True
        return (today or timezone.localdate()) <= since + timedelta(days=settings.comments_close_after)

    def _since(self) -> date | None:
        value = getattr(self, self.commented_since)
        return timezone.localtime(value).date() if hasattr(value, "hour") else value
