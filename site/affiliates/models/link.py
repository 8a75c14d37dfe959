"""A paid link: where it leads, for whom, until when, and what takes its place."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index


class AffiliateLink(index.Indexed, models.Model):
    """A link that earns a commission; pages hold its number and get the rest when they are rendered.

    An expired or switched-off link turns into its `replacement`, or into plain text where there is none.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"), max_length=80, unique=True, allow_unicode=True, help_text=_("Its address is /go/slug/.")
    )
    destination = models.URLField(_("destination"), max_length=2000, help_text=_("Starts with https://."))
    programme = models.ForeignKey(
        "affiliates.AffiliateProgramme",
        verbose_name=_("programme"),
        on_delete=models.PROTECT,
        related_name="links",
    )
    image = models.ForeignKey(
        "pages.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    pitch = models.CharField(
        _("pitch"), max_length=200, blank=True, help_text=_("One sentence on what it is good for. No prices.")
    )
    is_on = models.BooleanField(_("in use"), default=True)
    expires_on = models.DateField(
        _("expires"), null=True, blank=True, help_text=_("The first day on which it does not lead anywhere.")
    )
    replacement = models.ForeignKey(
        "self", verbose_name=_("replacement"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="replaces", help_text=_("Takes its place when it is expired or not in use."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True, help_text=_("For editors only."))

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("destination"),
        FieldPanel("programme"),
        MultiFieldPanel([FieldPanel("pitch"), FieldPanel("image")], heading=_("On a product card")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("is_on"), FieldPanel("expires_on")]), FieldPanel("replacement")],
            heading=_("For how long"),
        ),
        FieldPanel("notes"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("destination"),
    ]

    class Meta:
        verbose_name = _("paid link")
        verbose_name_plural = _("paid links")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where its anchor leads: our own /go/ address where the programme allows that, else the shop."""
        return reverse("affiliates:go", args=[self.slug]) if self.programme.may_redirect else self.destination

    def is_current(self, today: date | None = None) -> bool:
        """Whether it leads somewhere itself."""
        return self.is_on and (self.expires_on is None or (today or timezone.localdate()) < self.expires_on)
