"""The log of decisions: who changed a comment's state, when and why, and how to take it back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment, State

UNDO_WINDOW = timedelta(minutes=10)
# Of decisions: a person made it, and nobody took it back.
STANDING = Q(batch__automatic=False, batch__undone_at=None, batch__undoes=None)


class Batch(models.Model):
    """One action on one or many comments; for ten minutes it can be undone as a whole.

    `automatic` is what the filter or a policy did by itself; `undoes` is set where it took back another.
    """

    to_state = models.CharField(_("new state"), max_length=10, choices=State.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    automatic = models.BooleanField(_("by itself"), default=False)
    undoes = models.ForeignKey(
        "self",
        verbose_name=_("takes back"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("batch of decisions")
        verbose_name_plural = _("batches of decisions")
        default_permissions = ()
        indexes = [models.Index(fields=["by", "-at"], name="batch_last_of_a_person")]

    def __str__(self) -> str:
        return f"{self.get_to_state_display()} ({self.at:%Y-%m-%d %H:%M})"

    def can_be_undone(self, now: datetime | None = None) -> bool:
        """Whether its ten minutes are not over and nobody has taken it back."""
        return self.undone_at is None and (now or timezone.now()) < self.at + UNDO_WINDOW


class Decision(models.Model):
    """One comment's change of state. Rows are only ever added.

    `settled_at` is when what had to wait for the end of the undo window was done (see comments.settling).
    """

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="decisions"
    )
    batch = models.ForeignKey(
        Batch, verbose_name=_("batch"), on_delete=models.CASCADE, related_name="decisions"
    )
    from_state = models.CharField(_("from"), max_length=10, choices=State.choices)
    to_state = models.CharField(_("to"), max_length=10, choices=State.choices)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "batch"], name="one_decision_a_batch")]
        indexes = [models.Index(fields=["id"], condition=Q(settled_at=None), name="decision_unsettled")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.from_state} → {self.to_state}"
