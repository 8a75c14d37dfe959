"""What a page type adds so that readers can leave a reply under its pages."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """Whether a page takes comments; empty follows the site."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Step(NamedTuple):
    """An exercise that a comment can be about: its `id` for good, and what is true of it today: the
    `number` in the page, its `name` and the `anchor` of its card."""

    id: str
    number: int
    name: str
    anchor: str


class TakesComments(models.Model):
    """Mix into a page type: the editor's rule for one page, and whether comments are open today.

    `commented_since` names the field with the date from which the site's "close after N days" counts.
    `comment_count` is set by comments.counting where pages are listed.
    """

    commented_since = "first_published_at"
    comment_count = 0

    comments = models.CharField(
        _("comments"),
        max_length=8,
        choices=Rule.choices,
        blank=True,
        help_text=_("Leave empty for the site's rule."),
    )

    class Meta:
        abstract = True

    def subjects(self) -> list[str]:
        """What the page is about, in single words and phrases; page types override it to say more."""
        return [str(self)]

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

    def commentable_steps(self) -> Sequence[Step]:
        """The exercises of this page's lists, to which a comment can be pinned; none on most page types."""
        return []

    @classmethod
    def gather_steps(cls, pages: Sequence[Any]) -> None:
        """Load at once what `commentable_steps` of each of `pages`, all of this type, needs."""

    def _since(self) -> date | None:
        value = getattr(self, self.commented_since)
        return timezone.localtime(value).date() if hasattr(value, "hour") else value
