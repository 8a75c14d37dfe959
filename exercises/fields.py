"""Small field blocks: a time typed as m:ss, equipment typed as names, library text kept out of sight."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.timecode import TimecodeError, format_timecode, parse_timecode


class TimecodeField(forms.CharField):
    """A form field for a time in a video; typed "m:ss", cleaned to seconds (int) or None."""

    default_error_messages = {
        "invalid": _("“%(text)s” is not a time. Type minutes and seconds, such as 1:35."),
    }

    def clean(self, value: Any) -> int | None:
        """Seconds, or None for nothing typed; raises ValidationError for anything else."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return parse_timecode(text)
        except TimecodeError:
            raise ValidationError(self.error_messages["invalid"], "invalid", {"text": text[:40]}) from None

    def prepare_value(self, value: Any) -> Any:
        """Seconds are shown as m:ss; text that could not be read is shown as typed."""
        return format_timecode(value) if isinstance(value, int) else value


class TimecodeBlock(blocks.FieldBlock):
    """A point in a video, in seconds."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = TimecodeField(
            required=required,
            help_text=help_text,
            max_length=12,
            widget=forms.TextInput(attrs={"placeholder": "0:00", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)

    def value_from_form(self, value: Any) -> Any:
        """What was typed, until `clean` turns it into seconds."""
        return value

    def value_for_form(self, value: Any) -> Any:
        """m:ss, as the form's script expects text."""
        return self.field.prepare_value(value)

    def clean(self, value: Any) -> Any:
        """Seconds; a draft keeps what was typed where that is no time yet."""
        try:
            return super().clean(value)
        except ValidationError:
            if self.is_deferred_validation:
                return str(value)
            raise

    def render_basic(self, value: Any, context: Any = None) -> str:
        """As it is typed, where versions are compared."""
        return str(self.value_for_form(value) or "")

    class Meta:
        icon = "time"


class EquipmentItem(NamedTuple):
    """A typed thing: its key in the library's equipment (None where there is none) and its name."""

    pk: int | None
    name: str


class EquipmentBlock(blocks.FieldBlock):
    """Equipment typed as names with commas between; names that the library knows are linked to it.

    The value is a list of `EquipmentItem`; stored as {"id", "name"}, so that a thing deleted from
    the library leaves its name.
    """

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=required,
            help_text=help_text or _("With commas between. Leave empty for none."),
            max_length=300,
            widget=forms.TextInput(attrs={"data-equipment-names": "", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)

    @cached_property
    def model(self) -> Any:
        """Equipment, imported late because blocks are declared before models are ready."""
        from exercises.models import Equipment

        return Equipment

    def get_default(self) -> list[EquipmentItem]:
        """Nothing is needed."""
        return []

    def normalize(self, value: Any) -> list[EquipmentItem]:
        """Names or stored dicts as items."""
        return self.to_python(value)

    def to_python(self, value: Any) -> list[EquipmentItem]:
        """Items from stored dicts; text is left for `clean`."""
        return [_item(entry) for entry in value or []] if not isinstance(value, str) else self._typed(value)

    def get_prep_value(self, value: Any) -> list[dict]:
        """The stored form."""
        return [{"id": item.pk, "name": item.name} for item in self.to_python(value)]

    def value_from_form(self, value: Any) -> list[EquipmentItem]:
        """Items with their names only; `clean` looks up the keys."""
        return self._typed(value or "")

    def value_for_form(self, value: Any) -> str:
        """The names with commas between."""
        return ", ".join(item.name for item in self.to_python(value))

    def clean(self, value: Any) -> list[EquipmentItem]:
        """Link names to the library's equipment, whatever their case; unknown names stay text."""
        items = self.to_python(value)
        self.field.clean(self.value_for_form(items))
        if not items:
            return []
        known = {thing.name.casefold(): thing for thing in self.model.objects.all()}
        return [
            EquipmentItem(known[name].pk, known[name].name) if (name := item.name.casefold()) in known else
            EquipmentItem(None, item.name)
            for item in items
        ]  # fmt: skip

    def extract_references(self, value: Any) -> Any:
        """Tell Wagtail's reference index which equipment is used here."""
        for item in self.to_python(value):
            if item.pk:
                yield self.model, str(item.pk), "", ""

    def get_searchable_content(self, value: Any) -> list[str]:
        """The names."""
        return [item.name for item in self.to_python(value)]

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The names, where versions are compared."""
        return self.value_for_form(value)

    @staticmethod
    def _typed(text: str) -> list[EquipmentItem]:
        names = (" ".join(part.split()) for part in text.replace(";", ",").split(","))
        return [EquipmentItem(None, name) for name in dict.fromkeys(names) if name]

    class Meta:
        icon = "tag"


def _item(entry: Any) -> EquipmentItem:
    if isinstance(entry, EquipmentItem):
        return entry
    if isinstance(entry, str):
        return EquipmentItem(None, entry)
    return EquipmentItem(entry.get("id"), entry.get("name", ""))


SNAPSHOT_TEXTS = (
    "name", "instructions", "cues", "mistakes", "easier", "harder", "ask_first", "stop_if",
)  # fmt: skip


def _is_snapshot(value: Any) -> bool:
    """Whether it has the shape that rendering relies on: a browser sent it."""
    if not isinstance(value, dict) or not isinstance(value.get("page"), int):
        return False
    lists = [value.get("equipment", []), value.get("images", [])]
    return (
        all(isinstance(value.get(name, ""), str) for name in SNAPSHOT_TEXTS)
        and all(isinstance(value.get(name), int | None) for name in ("easier_page", "harder_page"))
        and isinstance(value.get("dose", {}), dict)
        and all(isinstance(items, list) for items in lists)
        and all(_has(item, "name") for item in lists[0])
        and all(_has(item, "alt", "pose") for item in lists[1])
    )


def _has(item: Any, *texts: str) -> bool:
    is_known = isinstance(item, dict) and isinstance(item.get("id", ""), int | None)
    return is_known and all(isinstance(item.get(name), str) for name in texts)


class KeptTextBlock(blocks.FieldBlock):
    """The library text an article keeps (see exercises.resolve.snapshot); {} where it keeps none.

    Editors see it through the note that static/js/admin/library-exercise.js writes beside it.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.JSONField(required=False, widget=forms.HiddenInput(attrs={"data-kept": ""}))
        super().__init__(**kwargs)

    def get_default(self) -> dict:
        """Nothing is kept before the first publishing."""
        return {}

    def normalize(self, value: Any) -> dict:
        """Anything but a snapshot counts as nothing kept."""
        return value if _is_snapshot(value) else {}

    def to_python(self, value: Any) -> dict:
        """As stored."""
        return self.normalize(value)

    def value_from_form(self, value: Any) -> dict:
        """Unreadable text counts as nothing kept: it is taken again at publish."""
        try:
            return self.normalize(self.field.to_python(value))
        except ValidationError:
            return {}

    def get_form_state(self, value: Any) -> str:
        """JSON for the hidden input; "" for nothing kept."""
        return self.field.prepare_value(value) if value else ""

    def clean(self, value: Any) -> dict:
        """Nothing to refuse."""
        return self.normalize(value)

    def extract_references(self, value: Any) -> Any:
        """Tell Wagtail's reference index which equipment the kept text needs; the library's may differ."""
        from exercises.models import Equipment

        for item in self.normalize(value).get("equipment", []):
            if item.get("id"):
                yield Equipment, str(item["id"]), "", ""

    def get_searchable_content(self, value: Any) -> list[str]:
        """What a reader sees of it at once: the name, the steps and the reminders."""
        kept = self.normalize(value)
        return [kept[name] for name in ("name", "instructions", "cues") if kept.get(name)]

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The kept steps, where versions are compared."""
        return self.normalize(value).get("instructions", "")

    class Meta:
        icon = "download"
        label = " "
