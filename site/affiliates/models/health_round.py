"""Whether somebody looks at links at this moment."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HealthRound(models.Model):
    """One row at most: rounds take turns, on however many machines, so that no shop is asked twice at once.

    A round that dies is over at `until`.
    """

    until = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("round of looks at links")
        verbose_name_plural = _("rounds of looks at links")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.until)

    @classmethod
    def begin(cls, lasting: timedelta) -> datetime | None:
        """Take the turn for that long; None where somebody else has it."""
        now = timezone.now()
        cls.objects.get_or_create(pk=1, defaults={"until": now})
        until = now + lasting
        return until if cls.objects.filter(pk=1, until__lte=now).update(until=until) else None

    @classmethod
    def extend(cls, until: datetime, lasting: timedelta) -> datetime | None:
        """Keep the turn that ends at `until`; None where it was lost."""
        later = timezone.now() + lasting
        return later if cls.objects.filter(pk=1, until=until).update(until=later) else None

    @classmethod
    def end(cls, until: datetime) -> None:
        """Let the next one have it."""
        cls.objects.filter(pk=1, until=until).update(until=timezone.now())
