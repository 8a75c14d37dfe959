"""The wording that says what an article is not."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index


class Disclaimer(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """A disclaimer that the site or one article shows; its text lives here, never in a template.

    It can be drafted and scheduled: a new wording often has to appear on a certain day.
    """

    title = models.CharField(_("title"), max_length=120, help_text=_("Shown above the text."))
    text = RichTextField(_("text"), features=["bold", "italic", "link", "paid-link"])

    panels = [FieldPanel("title"), FieldPanel("text"), PublishingPanel()]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.SearchField("text")]

    class Meta:
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def first_live(*candidates: "Disclaimer | None") -> "Disclaimer | None":
        """The first of `candidates` that readers may see, such as an article's own and then the site's."""
        return next((one for one in candidates if one and one.live), None)
