"""A paid link: where it leads, for whom, until when, and what takes its place."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.search import index

from affiliates.destinations import tidy_destination
from affiliates.forms import LinkForm
from affiliates.health.edit_panel import HealthOfLinkPanel
from affiliates.panels import UsedInPanel


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

    base_form_class = LinkForm
    panels = [
        FieldRowPanel(
            [TitleFieldPanel("name", classname="", placeholder=False), FieldPanel("slug", widget=SlugInput)]
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "programme",
                    widget=Select,
                    help_text=_("Another one is added under “Paid links”, “Programmes”."),
                ),
                FieldPanel("destination"),
            ],
            heading=_("Where it leads"),
        ),
        MultiFieldPanel([FieldPanel("pitch"), FieldPanel("image")], heading=_("On a product card")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("is_on"), FieldPanel("expires_on")]), FieldPanel("replacement")],
            heading=_("For how long"),
        ),
        FieldPanel("notes"),
        UsedInPanel(heading=_("Used in")),
        HealthOfLinkPanel(heading=_("Health")),
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

    def clean(self) -> None:
        """The destination is one that readers may be led to; the replacements lead on, not in a circle."""
        super().clean()
        errors: dict[str, Any] = {}
        try:
            # An empty one has been told about.
            self.destination = self.destination and tidy_destination(self.destination)
        except ValidationError as error:
            errors["destination"] = error
        if circle := self._circle():
            text = _("The replacements lead in a circle: %(names)s. Choose another one.")
            errors["replacement"] = ValidationError(text, params={"names": " → ".join(circle)})
        if errors:
            raise ValidationError(errors)

    def _circle(self) -> list[str]:
        """The names from this link through its replacements back to one of them; empty where they end."""
        names = {self.pk: self.name}
        key = self.replacement_id
        while key and key not in names:
            row = AffiliateLink.objects.filter(pk=key).values_list("name", "replacement_id").first()
            name, following = row or ("", None)
            names[key] = name
            key = following
        return [*names.values(), names[key]] if key in names and key else []

    @property
    def address(self) -> str:
        """Where its anchor leads: our own /go/ address where the programme allows that, else the shop."""
        return reverse("affiliates:go", args=[self.slug]) if self.programme.may_redirect else self.destination

    def is_current(self, today: date | None = None) -> bool:
        """Whether it leads somewhere itself."""
        return self.is_on and (self.expires_on is None or (today or timezone.localdate()) < self.expires_on)
