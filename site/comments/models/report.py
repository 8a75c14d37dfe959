"""A reader's word that a published comment should not stand there."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Report(models.Model):
    """Open until a moderator has decided about the comment after it."""

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
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_reason_display()}"
