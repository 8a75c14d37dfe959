"""How often a link was clicked, by page and day: a number, and nothing about anybody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DailyClicks(models.Model):
    """One row for a link, a page (None: unknown) and a day in the site's time zone."""

    link = models.ForeignKey(
        "affiliates.AffiliateLink", verbose_name=_("link"), on_delete=models.CASCADE, related_name="clicks"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("clicks"), default=0)

    class Meta:
        verbose_name = _("clicks of a day")
        verbose_name_plural = _("clicks of a day")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["link", "page", "day"], name="clicks_once_a_page_and_day"),
            models.UniqueConstraint(fields=["link", "day"], condition=Q(page=None), name="clicks_once_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="clicks_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"
