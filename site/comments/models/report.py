"""A reader's word that a published comment should not stand there."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.decision import Batch


class ReportQuerySet(models.QuerySet):
    """Named queries."""

    def open(self) -> "ReportQuerySet":
        """Those that nobody has decided about."""
        return self.filter(closed_at=None)

    def close(self, batch: Batch) -> None:
        """A moderator has decided with `batch`: what was reported about its comments is dealt with."""
        about = self.open().filter(comment__in=batch.decisions.values("comment"))
        about.update(closed_at=batch.at, closed_by=batch)

    def reopen(self, batch: Batch, comments: Iterable[int]) -> None:
        """`batch` was taken back for these `comments` (keys): what it had closed is open again."""
        closed = self.filter(closed_by=batch, comment__in=list(comments))
        closed.update(closed_at=None, closed_by=None)


class Report(models.Model):
    """Open until a moderator has decided about the comment after it; `closed_by` says with which action."""

    class Reason(models.TextChoices):
        """What a reader can choose."""

        SPAM = "spam", _("It is spam or advertising")
        RUDE = "rude", _("It is rude or hateful")
        UNSAFE = "unsafe", _("Its advice could hurt somebody")
        PRIVATE = "private", _("It tells something private")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    details = models.CharField(_("details"), max_length=500, blank=True)
    sender_address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        Batch, verbose_name=_("closed by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        indexes = [
            models.Index(fields=["sender_address", "created_at"], name="report_same_address"),
            models.Index(
                fields=["created_at"],
                condition=Q(sender_address__isnull=False),
                name="report_sender_to_forget",
            ),
            models.Index(fields=["comment"], condition=Q(closed_at=None), name="report_open"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_reason_display()}"
