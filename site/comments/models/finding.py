"""What a signal found in a comment, kept so that the desk can say why."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.signal_names import SignalName


class Finding(models.Model):
    """One signal about one comment: at most one row of each name.

    `points` is what it adds to the comment's score, below zero where it speaks for the comment; in
    shadow it is recorded and not added. `evidence` holds what the desk says in words, by name: the
    keys `address` and `network` are of the sender, and are erased with the sender's other traces.
    """

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="findings"
    )
    name = models.CharField(_("signal"), max_length=10, choices=SignalName.choices)
    points = models.SmallIntegerField(_("points"))
    in_shadow = models.BooleanField(_("in shadow"), default=False)
    evidence: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("evidence"), default=dict, blank=True
    )

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "name"], name="one_finding_a_signal")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_name_display()} {self.points:+d}"
