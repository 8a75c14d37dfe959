"""Pages that only explain: about, privacy, how we review."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import StandardBodyBlock
from pages.models.base_page import BasePage


class StandardPage(BasePage):
    """Title, a short introduction and a body of general blocks."""

    parent_page_types = ["home.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    template = "pages/standard_page.html"
    summary_field = "introduction"

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    body = StreamField(StandardBodyBlock(), verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
