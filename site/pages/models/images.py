"""Pictures with their credit, and their ready-made sizes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class SiteImage(AbstractImage):
    """An uploaded picture. `description` is the default alternative text, `credit` names its maker."""

    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Who made the picture."))

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """What an editor is offered as alternative text: the description, never a file name."""
        return self.description


class Rendition(AbstractRendition):
    """One size and format of a picture, made by a task and never by a reader's request."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
