"""How the site says that it earns from links."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="link", order=520)
class DisclosureSettings(BaseSiteSetting):
    """The wording that stands before the first paid link of a page (16 CFR 255.5: clear and conspicuous)."""

    lead = models.CharField(
        _("first sentence"), max_length=160, default=_("This page has links that may earn us a commission.")
    )
    text = models.TextField(
        _("and then"),
        max_length=400,
        blank=True,
        default=_("Each one is marked. They cost you nothing extra and do not decide what we recommend."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page that says more"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+", help_text=_("Such as “How we earn money”."),
    )  # fmt: skip

    select_related = ["page"]

    panels = [FieldPanel("lead"), FieldPanel("text"), FieldPanel("page")]

    class Meta:
        verbose_name = _("paid link disclosure")

    def __str__(self) -> str:
        return self.lead
