"""What moderators do not want to see: words, e-mail addresses, networks."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import block_values


class BlockQuerySet(models.QuerySet):
    """Named queries."""

    def in_force(self, now: datetime | None = None) -> "BlockQuerySet":
        """Those that have not expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now or timezone.now()))


class Block(models.Model):
    """A word, an e-mail address (or a whole domain, "@example.com") or a network (CIDR) that counts against.

    Typed by a person it may stay for good; made from a row of the desk it holds a sender's address
    and therefore always expires (see the setting COMMENT_SENDER_DAYS).
    """

    class Kind(models.TextChoices):
        """What `value` is."""

        WORD = "word", _("Word")
        EMAIL = "email", _("E-mail address")
        NETWORK = "network", _("Network")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.WORD)
    value = models.CharField(_("value"), max_length=254)
    note = models.CharField(_("note"), max_length=200, blank=True)
    expires_at = models.DateTimeField(
        _("expires"), null=True, blank=True, help_text=_("Empty keeps it for good.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["kind", "value"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_block_a_value")]

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        """The value in its one spelling, and not there already."""
        super().clean()
        if not self.value or self.kind not in CHECKS:
            return
        try:
            self.value = CHECKS[self.kind](self.value)
        except ValidationError as error:
            raise ValidationError({"value": error}) from None
        if Block.objects.filter(kind=self.kind, value=self.value).exclude(pk=self.pk).exists():
            message = _("%(value)s is in the list already. Change that entry instead.")
            raise ValidationError({"value": ValidationError(message, params={"value": self.value})})


CHECKS: dict[str, Callable[[str], str]] = {
    Block.Kind.WORD: block_values.word,
    Block.Kind.EMAIL: block_values.email,
    Block.Kind.NETWORK: block_values.network,
}
