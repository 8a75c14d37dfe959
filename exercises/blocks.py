"""The exercise-list block. Blocks declare; `exercises.resolve` computes; templates show."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from exercises.dose import MAX_REPS, MAX_SECONDS, MAX_SETS, Side, dose_errors
from exercises.fields import EquipmentBlock, KeptTextBlock, TimecodeBlock
from exercises.records import Exercise
from pages.pictures import prefetch


def _count(label: Any, maximum: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=label, required=False, min_value=1, max_value=maximum)


class DoseBlock(blocks.StructBlock):
    """Sets and exactly one of repetitions, hold or duration; everything optional."""

    sets = _count(_("Sets"), MAX_SETS)
    reps = _count(_("Repetitions"), MAX_REPS)
    hold_seconds = _count(_("or hold (seconds)"), MAX_SECONDS)
    duration_seconds = _count(_("or duration (seconds)"), MAX_SECONDS)
    side = blocks.ChoiceBlock(label=_("Side"), choices=Side.choices, required=False)
    rest_seconds = _count(_("Rest (seconds)"), MAX_SECONDS)

    def clean(self, value: Any) -> Any:
        """One measure of work, and one at all once it is published."""
        cleaned = super().clean(value)
        errors = dose_errors(cleaned, complete=not self.is_deferred_validation)
        if errors:
            raise StructBlockValidationError({name: ValidationError(text) for name, text in errors.items()})
        return cleaned

    class Meta:
        icon = "rotate"
        form_classname = "struct-block dose-block"
        label = _("Dose")
        label_format = "{sets} × {reps}"


class ClipBlock(blocks.StructBlock):
    """Where this exercise is in the article's video."""

    start = TimecodeBlock(label=_("From"), required=False)
    end = TimecodeBlock(label=_("To"), required=False)

    def clean(self, value: Any) -> Any:
        """Both ends or none, the end after the start."""
        cleaned = super().clean(value)
        start, end = cleaned["start"], cleaned["end"]
        # A draft may hold text that is no time yet.
        if isinstance(start, int) and isinstance(end, int) and end <= start:
            raise StructBlockValidationError({"end": ValidationError(_("The clip ends before it starts."))})
        if not self.is_deferred_validation and (start is None) != (end is None):
            missing = "start" if start is None else "end"
            raise StructBlockValidationError(
                {missing: ValidationError(_("A clip needs both times, or none."))}
            )
        return cleaned

    class Meta:
        icon = "media"
        label = _("Clip in the video")
        label_format = "{start}–{end}"


class ExerciseBlock(blocks.StructBlock):
    """One exercise: written here, or chosen from the library, which fills whatever is left empty."""

    name = blocks.CharBlock(label=_("Name"), required=False, max_length=120)
    equipment = EquipmentBlock(label=_("Equipment"))
    instructions = blocks.TextBlock(
        label=_("Instructions"), required=False, rows=4, help_text=_("One step per line.")
    )
    library = blocks.PageChooserBlock(
        label=_("From the library"),
        required=False,
        page_type="exercises.ExercisePage",
        help_text=_("Optional. Fills whatever is left empty here."),
    )
    easier = blocks.TextBlock(
        label=_("Easier"), required=False, rows=2, help_text=_("Too hard? Say what to change.")
    )
    harder = blocks.TextBlock(label=_("Harder"), required=False, rows=2)
    cues = blocks.TextBlock(
        label=_("Cues"), required=False, rows=2, help_text=_("One short reminder per line.")
    )
    mistakes = blocks.TextBlock(
        label=_("Common mistakes"), required=False, rows=2, help_text=_("One per line.")
    )
    picture = ImageBlock(label=_("Picture"), required=False)
    dose = DoseBlock()
    clip = ClipBlock()
    ask_first = blocks.TextBlock(
        label=_("Ask first"), required=False, rows=2, help_text=_("Who should ask a clinician.")
    )
    stop_if = blocks.TextBlock(
        label=_("Stop if"), required=False, rows=2, help_text=_("Reads on from “Stop if …”.")
    )
    kept = KeptTextBlock()

    def clean(self, value: Any) -> Any:
        """What is published has a name and instructions, its own or the library's."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            errors = _what_is_missing(cleaned)
            if errors:
                raise StructBlockValidationError(
                    {name: ValidationError(text) for name, text in errors.items()}
                )
        return cleaned

    class Meta:
        icon = "list-ol"
        label = _("Exercise")
        label_format = "{name}"
        form_classname = "struct-block exercise-block"
        form_layout = BlockGroup(
            children=["name", "equipment", "instructions", "library"],
            settings=[
                "dose",
                "clip",
                BlockGroup(["ask_first", "stop_if"], heading=_("Safety")),
                BlockGroup(
                    ["easier", "harder", "cues", "mistakes", "picture"], heading=_("Variations and cues")
                ),
                "kept",
            ],
        )


def _what_is_missing(value: Any) -> dict[str, Any]:
    from exercises.resolve import Lookup, kept_text

    library = value.get("library")
    record = Lookup([value]).record(value, 1, "")
    if record.name and record.instructions:
        return {}
    if library and not kept_text(value) and not record.url:
        return {
            "library": _(
                "Readers cannot open this library page. Publish it first, or write the exercise here."
            )
        }
    errors = {}
    if not record.name:
        errors["name"] = _("Name the exercise, or choose one from the library.")
    if not record.instructions:
        errors["instructions"] = _("Say how it is done, one step per line.")
    return errors


class ExerciseListValue(blocks.StructValue):
    """A list of exercises. `records` are what readers get; an article resolves all its lists at once."""

    @cached_property
    def records(self) -> list[Exercise]:
        """The records, numbered from one; `resolve_lists` overwrites them with those of a whole article."""
        from exercises.resolve import resolve_lists

        records = resolve_lists([self])
        prefetch(image for record in records for image in record.images)
        return records

    @property
    def first_number(self) -> int:
        """Where the numbers of this list begin."""
        return self.records[0].number if self.records else 1


PREVIEW_EXERCISE = {
    "name": _("Side plank and hip abduction"),
    "equipment": [{"id": None, "name": _("Mat")}],
    "instructions": _("Lift your hips from the core.\nRaise the top leg to hip height.\nLower it slowly."),
    "easier": _("Bend the lower knee and keep it on the mat."),
    "dose": {"sets": 3, "reps": 8, "side": "each", "rest_seconds": 45},
}


class ExerciseListBlock(blocks.StructBlock):
    """An ordered list of exercises; several in one article number on."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    exercises = blocks.ListBlock(ExerciseBlock(), label=_("Exercises"), min_num=1, max_num=80)

    class Meta:
        icon = "list-ol"
        label = _("Exercise list")
        description = _("Numbered exercises with dose, clip, easier and harder ways")
        template = "exercises/blocks/exercise_list.html"
        value_class = ExerciseListValue
        label_format = "{heading}"
        preview_value = {"heading": _("Two good ones"), "exercises": [PREVIEW_EXERCISE]}
