"""What a look at a link's destination found."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """One look. A link is called broken only after two bad looks on different days (`affiliates.health`)."""

    class Verdict(models.TextChoices):
        """What a person can do something about, told apart."""

        FINE = "fine", _("Fine")
        MOVED = "moved", _("Moved to another address")
        HOME = "home", _("Leads to a home page")
        UNTAGGED = "untagged", _("The tracking tag got lost on the way")
        GONE = "gone", _("Gone")
        REFUSED = "refused", _("Refused to robots")
        UNREACHABLE = "unreachable", _("Unreachable")
        FORBIDDEN = "forbidden", _("Leads to a private network: never fetched")
        ACCEPTED = "accepted", _("Fine, says a person")

    link = models.ForeignKey(
        "affiliates.AffiliateLink", verbose_name=_("link"), on_delete=models.CASCADE, related_name="checks"
    )
    checked_at = models.DateTimeField(_("looked"), default=timezone.now)
    # A link with a new destination begins anew.
    asked = models.URLField(_("destination at that time"), max_length=2000, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    # What a person looked at and found fine.
    accepted = models.CharField(_("accepted"), max_length=12, choices=Verdict.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    final_address = models.URLField(_("where it led"), max_length=2000, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("look at a link")
        verbose_name_plural = _("looks at links")
        default_permissions = ()
        ordering = ["-checked_at", "-pk"]
        indexes = [
            models.Index(fields=["link", "-checked_at"], name="check_last_of_link"),
            models.Index(fields=["checked_at"], name="check_day"),
        ]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.get_verdict_display()}"
