"""What exercises train and what they need."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.search import index


class BodyArea(models.TextChoices):
    """The part of the body an exercise is for, top to bottom."""

    NECK = "neck-and-shoulders", _("Neck and shoulders")
    BACK = "back-and-core", _("Back and core")
    HIPS = "hips", _("Hips")
    KNEES = "knees-and-thighs", _("Knees and thighs")
    CALVES = "calves-and-feet", _("Calves and feet")


class Level(models.TextChoices):
    """How much an exercise asks of a reader."""

    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class Icon(models.TextChoices):
    """The line drawings that stand for equipment, see templates/exercises/_equipment_icon.html."""

    BAND = "band", _("Loop band")
    LONG_BAND = "long-band", _("Long band")
    MAT = "mat", _("Mat")
    WALL = "wall", _("Wall")
    CHAIR = "chair", _("Chair")
    STEP = "step", _("Step")
    DUMBBELL = "dumbbell", _("Dumbbell")
    NONE = "none", _("No drawing")


class Muscle(index.Indexed, models.Model):
    """A muscle or muscle group."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    plain_name = models.CharField(
        _("plain name"), max_length=60, blank=True, help_text=_("Such as “buttocks”.")
    )
    slug = models.SlugField(_("slug"), max_length=60, unique=True, allow_unicode=True)

    panels = [
        FieldRowPanel([TitleFieldPanel("name", classname="", placeholder=False), FieldPanel("plain_name")]),
        FieldPanel("slug", widget=SlugInput),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("plain_name"),
    ]

    class Meta:
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Equipment(index.Indexed, models.Model):
    """A thing that an exercise needs. `detail` and `substitute` are shown under "what you'll need"."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, allow_unicode=True)
    detail = models.CharField(
        _("detail"), max_length=80, blank=True, help_text=_("Such as “light or medium”.")
    )
    substitute = models.CharField(
        _("substitute"), max_length=80, blank=True, help_text=_("Such as “or a thick towel”.")
    )
    icon = models.CharField(_("drawing"), max_length=20, choices=Icon.choices, default=Icon.NONE)
    # A link that a page shows is not deleted (see affiliates.deletion), so nothing is lost by this.
    paid_link = models.ForeignKey(
        "affiliates.AffiliateLink", verbose_name=_("paid link"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
        help_text=_("Where a reader can get one. Shown under “what you’ll need”, marked as paid."),
    )  # fmt: skip

    panels = [
        FieldRowPanel(
            [TitleFieldPanel("name", classname="", placeholder=False), FieldPanel("slug", widget=SlugInput)]
        ),
        FieldRowPanel([FieldPanel("detail"), FieldPanel("substitute")]),
        FieldPanel("icon"),
        FieldPanel("paid_link"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def note(self) -> str:
        """Detail and substitute in one line."""
        return ". ".join(part.rstrip(".") for part in (self.detail, self.substitute) if part)
