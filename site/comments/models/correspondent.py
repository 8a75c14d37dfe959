"""An e-mail address that the site may write to, or may not."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

QUIET = timedelta(days=1)


class Correspondent(models.Model):
    """An address, in lower case, and what its owner has said about mail.

    Anybody can type anybody's address, so nothing but a confirmation is sent before `confirmed_at`,
    and no more than one a day (`mailed_at`), whatever asks for it.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    unsubscribed_at = models.DateTimeField(_("wants no more mail"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("last mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        default_permissions = ()

    def __str__(self) -> str:
        return self.email

    def takes_replies(self) -> bool:
        """Whether its owner has confirmed it and not unsubscribed since."""
        return bool(self.confirmed_at) and not self.unsubscribed_at

    def may_be_asked(self, now: datetime | None = None) -> bool:
        """Whether a confirmation may be mailed: unconfirmed addresses once a day, unsubscribed ones never."""
        if self.confirmed_at or self.unsubscribed_at:
            return False
        return self.mailed_at is None or self.mailed_at <= (now or timezone.now()) - QUIET
