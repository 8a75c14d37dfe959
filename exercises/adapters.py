"""The exercise block's form in the editor: Wagtail's own, with a note about the library beside it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from exercises.blocks import ExerciseBlock
from exercises.resolve import FILLED_FIELDS


class ExerciseBlockAdapter(StructBlockAdapter):
    """Gives static/js/admin/library-exercise.js its addresses and its words."""

    js_constructor = "exercises.ExerciseBlock"

    def js_args(self, block: ExerciseBlock) -> list[Any]:
        """Those of any struct block, with `library` in its options."""
        name, children, meta = super().js_args(block)
        meta["library"] = {
            # 0 stands for the page's number.
            "address": reverse("exercises_admin:library_text", args=[0]),
            "equipmentAddress": reverse("exercises_admin:equipment_names"),
            "fields": FILLED_FIELDS,
            # What an article keeps as well, although it is no text that could be typed here.
            "kept": {
                "images": _("Pictures"),
                "easier_page": _("Page of the easier way"),
                "harder_page": _("Page of the harder way"),
            },
            "words": {
                "filled": _("Filled from the library"),
                "asPublished": _("as it was published"),
                "nothing": _("Nothing is left empty, so the library fills nothing."),
                "changed": _("Changed in the library since this article was published"),
                "stays": _("The article keeps its text until you take the newer one."),
                "take": _("Use the library’s current text"),
                "taken": _("The library’s current text is taken when you publish."),
                "other": _("another one than was published"),
                "gone": _(
                    "The library page was deleted. The article keeps this text; write here to replace it."
                ),
                "closed": _("Readers cannot open this library page, so nothing new is taken from it."),
                "failed": _("The library did not answer. Your text is safe; try again later."),
            },
        }
        return [name, children, meta]

    @cached_property
    def media(self) -> forms.Media:
        """Our scripts after Wagtail's."""
        scripts = ["js/admin/library-exercise.js", "js/admin/equipment-names.js"]
        return super().media + forms.Media(
            js=[versioned_static(script) for script in scripts],
            css={"all": [versioned_static("css/admin/editor.css")]},
        )


register(ExerciseBlockAdapter(), ExerciseBlock)
