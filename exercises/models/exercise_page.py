"""A library entry: the same fields as an exercise in an article, with muscles, area, level and images."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from comments.models import TakesComments
from exercises.dose import MAX_REPS, MAX_SECONDS, MAX_SETS, Dose, Side, dose_errors
from exercises.models.followed import Followed
from exercises.models.taxonomy import BodyArea, Level
from exercises.records import Exercise
from pages.models import BasePage


def _count(label: Any, maximum: int, help_text: Any = "") -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(maximum)]
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=limits, help_text=help_text
    )


class ExercisePage(Followed, BasePage, TakesComments):
    """One exercise of the library; the page's title is its name. One step, cue or mistake per line."""

    parent_page_types = ["exercises.ExerciseIndexPage"]
    subpage_types: list[str] = []
    template = "exercises/exercise_page.html"
    summary_field = "summary"
    shown_through = ("exercises.item.library",)

    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("One sentence: what it is good for.")
    )
    body_area = models.CharField(_("body area"), max_length=30, choices=BodyArea.choices, db_index=True)
    level = models.CharField(
        _("level"), max_length=20, choices=Level.choices, default=Level.BEGINNER, db_index=True
    )
    instructions = models.TextField(_("instructions"), help_text=_("One step per line."))
    cues = models.TextField(_("cues"), blank=True, help_text=_("Short reminders while moving, one per line."))
    mistakes = models.TextField(_("common mistakes"), blank=True, help_text=_("One per line."))
    easier = models.TextField(_("easier"), blank=True, max_length=500)
    easier_page = models.ForeignKey(
        "self",
        verbose_name=_("easier exercise"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    harder = models.TextField(_("harder"), blank=True, max_length=500)
    harder_page = models.ForeignKey(
        "self",
        verbose_name=_("harder exercise"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ask_first = models.TextField(
        _("ask first"), blank=True, max_length=500, help_text=_("Who should ask a clinician.")
    )
    stop_if = models.TextField(
        _("stop if"), blank=True, max_length=500, help_text=_("Reads on from “Stop if …”.")
    )
    written_by = models.ForeignKey(
        "people.PersonPage", verbose_name=_("written by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="exercises",
    )  # fmt: skip
    sets = _count(_("sets"), MAX_SETS)
    reps = _count(_("repetitions"), MAX_REPS, _("Or a hold, or a duration: one of the three."))
    hold_seconds = _count(_("hold (seconds)"), MAX_SECONDS)
    duration_seconds = _count(_("duration (seconds)"), MAX_SECONDS)
    side = models.CharField(_("side"), max_length=12, choices=Side.choices, blank=True)
    rest_seconds = _count(_("rest (seconds)"), MAX_SECONDS)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("body_area"), FieldPanel("level")]),
        InlinePanel("equipment_items", heading=_("Equipment"), label=_("piece of equipment")),
        FieldPanel("instructions"),
        FieldPanel("cues"),
        FieldPanel("mistakes"),
        InlinePanel("images", heading=_("Pictures"), label=_("picture")),
        InlinePanel("muscles", heading=_("Muscles"), label=_("muscle")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sets"), FieldPanel("reps")]),
                FieldRowPanel([FieldPanel("hold_seconds"), FieldPanel("duration_seconds")]),
                FieldRowPanel([FieldPanel("side"), FieldPanel("rest_seconds")]),
            ],
            heading=_("Dose"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("easier"),
                PageChooserPanel("easier_page"),
                FieldPanel("harder"),
                PageChooserPanel("harder_page"),
            ],
            heading=_("Easier and harder"),
        ),
        MultiFieldPanel([FieldPanel("ask_first"), FieldPanel("stop_if")], heading=_("Safety")),
        PageChooserPanel("written_by"),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("comments")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("instructions"),
        index.SearchField("cues"),
        index.SearchField("mistakes"),
        index.SearchField("easier"),
        index.SearchField("harder"),
        index.RelatedFields(
            "muscles",
            [index.RelatedFields("muscle", [index.SearchField("name"), index.SearchField("plain_name")])],
        ),
        index.RelatedFields(
            "equipment_items", [index.RelatedFields("equipment", [index.SearchField("name")])]
        ),
        index.FilterField("body_area"),
        index.FilterField("level"),
    ]

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")

    def clean(self) -> None:
        """A dose has one measure of work; a variation leads to another exercise than this one."""
        super().clean()
        errors: dict[str, Any] = dict(dose_errors(self.__dict__, complete=not self.is_deferred_validation))
        for name in ("easier_page", "harder_page"):
            if self.pk and getattr(self, f"{name}_id") == self.pk:
                errors[name] = _("Choose another exercise than this one.")
        if errors:
            raise ValidationError(errors)

    @cached_property
    def dose(self) -> Dose:
        """The dose as a value; false where nothing is said."""
        return Dose.from_mapping(self.__dict__)

    @cached_property
    def record(self) -> Any:
        """The resolved `exercises.records.Exercise` of this entry."""
        from exercises.resolve import resolve_page

        return resolve_page(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds `exercise` (the resolved record), `appears_in` and `primary`/`secondary` muscles."""
        from comments.reading import comments_context
        from exercises.library import entry_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **entry_context(self), **comments_context(self, request)}

    def followed_exercises(self) -> list[Exercise]:
        """The exercise itself."""
        return [self.record]

    def follow_context(self, request: HttpRequest) -> dict:
        """What is needed, how long it takes, and the site's disclaimer."""
        from exercises.library import session_context

        return session_context(self, request)

    def is_author(self, user: Any) -> bool:
        """Whether `user` is the account of the person who wrote it."""
        return self.written_by is not None and self.written_by.is_author(user)

    def get_social_image(self) -> Any:
        """The drawing of the end position."""
        pictures = [picture for picture in self.images.all() if picture.image_id]
        return pictures[-1].image if pictures else None

    def get_structured_data(self, request: HttpRequest) -> list[dict]:
        """The page and the exercise as an ExercisePlan."""
        from exercises.structured_data import exercise_plan

        return [*super().get_structured_data(request), exercise_plan(self, request)]


class ExerciseEquipment(Orderable):
    """A piece of equipment that a library exercise needs."""

    page = ParentalKey(ExercisePage, on_delete=models.CASCADE, related_name="equipment_items")
    equipment = models.ForeignKey(
        "exercises.Equipment",
        verbose_name=_("equipment"),
        on_delete=models.PROTECT,
        related_name="exercise_items",
    )

    panels = [FieldPanel("equipment")]

    class Meta(Orderable.Meta):
        unique_together = [("page", "equipment")]

    def __str__(self) -> str:
        return str(self.equipment)


class ExerciseMuscle(Orderable):
    """A muscle that an exercise works, mainly or as well."""

    class Role(models.TextChoices):
        """How much of the work a muscle does."""

        PRIMARY = "primary", _("Works most")
        SECONDARY = "secondary", _("Works as well")

    page = ParentalKey(ExercisePage, on_delete=models.CASCADE, related_name="muscles")
    muscle = models.ForeignKey(
        "exercises.Muscle", verbose_name=_("muscle"), on_delete=models.PROTECT, related_name="exercise_items"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PRIMARY)

    panels = [FieldRowPanel([FieldPanel("muscle"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        unique_together = [("page", "muscle")]

    def __str__(self) -> str:
        return str(self.muscle)


class ExerciseImage(Orderable):
    """A picture of one position of the exercise, with the alternative text a reader hears."""

    class Pose(models.TextChoices):
        """Which position a picture shows."""

        START = "start", _("Start")
        END = "end", _("End")
        OTHER = "other", _("Another view")

    page = ParentalKey(ExercisePage, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(
        "pages.SiteImage", verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    pose = models.CharField(_("position"), max_length=8, choices=Pose.choices, default=Pose.END)
    alt_text = models.CharField(_("alternative text"), max_length=250, blank=True)
    decorative = models.BooleanField(_("decorative"), default=False)

    panels = [
        FieldPanel("image"),
        FieldPanel("alt_text"),
        FieldRowPanel([FieldPanel("pose"), FieldPanel("decorative")]),
    ]

    def __str__(self) -> str:
        return self.get_pose_display()

    def clean(self) -> None:
        """A picture needs alternative text unless it is decorative (WCAG 2.2, 1.1.1)."""
        super().clean()
        is_draft = getattr(self, "is_deferred_validation", False)  # set by pages.forms
        if not self.alt_text and not self.decorative and not is_draft:
            raise ValidationError({"alt_text": _("Describe the picture, or mark it as decorative.")})
