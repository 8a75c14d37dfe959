"""The quote block, whose speaker is a person of ours or a typed name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class QuoteValue(blocks.StructValue):
    """Who speaks, whichever way the editor said it."""

    @property
    def by_name(self) -> str:
        """The person's name with credentials, or the typed name."""
        person = self.get("speaker")
        return person.specific.name_with_credentials if person else self.get("speaker_name") or ""

    @property
    def by_role(self) -> str:
        """The typed role, or the person's own."""
        person = self.get("speaker")
        return self.get("speaker_role") or (person.specific.role if person else "")

    @property
    def by_url(self) -> str:
        """The person's page, for readers only while it is live."""
        person = self.get("speaker")
        return (person.url or "") if person and person.live else ""


class QuoteBlock(blocks.StructBlock):
    """What an expert said, with a speaker chosen from the people or typed."""

    text = blocks.TextBlock(label=_("Quote"), rows=3, max_length=600)
    speaker = blocks.PageChooserBlock(label=_("Speaker"), required=False, page_type="people.PersonPage")
    speaker_name = blocks.CharBlock(label=_("or a name"), required=False, max_length=120)
    speaker_role = blocks.CharBlock(label=_("Role"), required=False, max_length=160)

    def clean(self, value: QuoteValue) -> QuoteValue:
        """A quote that is published has a speaker."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned["speaker"] and not cleaned["speaker_name"]:
            raise StructBlockValidationError(
                {"speaker": ValidationError(_("Who says this? Choose a person or type a name."))}
            )
        return cleaned

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What an expert said")
        template = "people/blocks/quote.html"
        value_class = QuoteValue
        preview_value = {
            "text": _("A runner’s back rarely needs more rest. It needs better company."),
            "speaker": None,
            "speaker_name": _("Alex Sample, PT"),
            "speaker_role": "sample therapist",
        }
