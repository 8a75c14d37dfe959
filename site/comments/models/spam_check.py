"""What Akismet was asked about a comment, and what it has been told since."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class SpamCheck(models.Model):
    """A comment's way through Akismet; there is one as soon as it is to be asked.

    `next_at` is when to ask (again), None when there is nothing left to ask. `told` is what Akismet
    believes by now: its own verdict, or what a moderator's decision has taught it since. `sent` is
    what was said about the place of the comment, so that feedback can say the same; nothing about
    its writer. `asked_at` is empty until there is an answer that Akismet was sure of.
    """

    class Opinion(models.TextChoices):
        """Akismet's answer; a discard is spam not worth a look."""

        HAM = "ham", _("Not spam")
        SPAM = "spam", _("Spam")
        DISCARD = "discard", _("The worst spam")

    comment = models.OneToOneField(
        Comment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        related_name="spam_check",
        primary_key=True,
    )
    opinion = models.CharField(_("opinion"), max_length=8, choices=Opinion.choices, blank=True)
    told = models.CharField(_("told"), max_length=8, choices=Opinion.choices, blank=True)
    reason = models.CharField(_("reason to ask again"), max_length=40, blank=True)
    next_at = models.DateTimeField(
        _("next attempt"), null=True, blank=True, default=timezone.now, db_index=True
    )
    sent: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("said about the place"), default=dict, blank=True
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("spam check")
        verbose_name_plural = _("spam checks")
        default_permissions = ()
        indexes = [
            models.Index(fields=["comment"], condition=Q(asked_at=None), name="spam_check_unanswered"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.opinion or self.problem or 'to be asked'}"
