"""Pictures with their credit, and their ready-made sizes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from pages.image_checks import problem_of_drawing, problem_of_picture


class SiteImage(AbstractImage):
    """An uploaded picture. `description` is the default alternative text, `credit` names its maker."""

    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Who made the picture."))

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self) -> None:
        """A newly uploaded file is decoded once, so that no damaged picture waits for a reader."""
        super().clean()
        if self.file and not self.file._committed:
            check = problem_of_drawing if self.is_svg() else problem_of_picture
            if problem := check(self.file.file):
                raise ValidationError({"file": problem})

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
