"""Blocks that any page's body may use. They declare; templates in templates/pages/blocks show."""

from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.images.blocks import ImageBlock

# "paid-link" is a feature of the affiliates app (affiliates.rich_text).
PARAGRAPH_FEATURES = ["h3", "bold", "italic", "link", "paid-link", "ol", "ul"]
ANSWER_FEATURES = ["bold", "italic", "link", "paid-link", "ul"]


class WordsBlock(blocks.RichTextBlock):
    """Rich text that is required to say something: an empty paragraph is markup, but no words."""

    def normalize(self, value: Any) -> Any:
        """An example for the block picker is translated text, which Wagtail would not read as markup."""
        return super().normalize(str(value) if isinstance(value, Promise) else value)

    def clean(self, value: Any) -> Any:
        """Refuse, at publish, what shows nothing."""
        cleaned = super().clean(value)
        if self.required and not self.is_deferred_validation and not _words(cleaned.source):
            raise ValidationError(self.field.error_messages["required"], code="required")
        return cleaned


def _words(source: str) -> str:
    return unescape(strip_tags(source)).strip()


class ParagraphBlock(WordsBlock):
    """Running text."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs with links, lists and small headings")
        template = "pages/blocks/paragraph.html"
        preview_value = _("<p>Hips that share the work leave the back its own job.</p>")


class HeadingBlock(blocks.CharBlock):
    """A section heading (level 2); its anchor comes from the block's id."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("The start of a new section")
        template = "pages/blocks/heading.html"
        preview_value = _("Before you begin")
        max_length = 120


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text (or marked decorative) and a caption."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=240)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with alternative text and caption")
        template = "pages/blocks/picture.html"
        preview_value = {"picture": None, "caption": _("A caption says what the picture adds.")}


class SafetyNoteBlock(blocks.StructBlock):
    """When to ask a clinician first: the one box in the care colour."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("When to ask a clinician first"))
    items = blocks.TextBlock(label=_("Points"), help_text=_("One point per line."), rows=4)

    class Meta:
        icon = "warning"
        label = _("Safety note")
        description = _("When to stop, and when to ask a clinician first")
        template = "pages/blocks/safety_note.html"
        preview_value = {
            "heading": _("When to ask a clinician first"),
            "items": _("Pain followed a fall or wakes you at night.\nPain grows from session to session."),
        }


class QuestionBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = WordsBlock(label=_("Answer"), features=ANSWER_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers; shown open-and-close, also without scripts."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("Questions and answers"))
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("What readers ask, answered")
        template = "pages/blocks/questions.html"
        preview_value = {
            "heading": _("Questions and answers"),
            "items": [{"question": _("How often?"), "answer": _("<p>Three times a week.</p>")}],
        }


class TableBlock(WagtailTableBlock):
    """A plain table that scrolls sideways on phones."""

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns, with a caption")
        template = "pages/blocks/table.html"
        preview_value = {
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": _("A plan for three weeks"),
            "data": [[_("Week"), _("Sessions")], ["1", "2"], ["2", "3"]],
        }


class ReferenceBlock(blocks.StructBlock):
    """One source, as text with an optional address."""

    text = blocks.TextBlock(label=_("Reference"), rows=2)
    address = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Reference")


class ReferencesBlock(blocks.StructBlock):
    """The sources of an article, numbered."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("References"))
    items = blocks.ListBlock(ReferenceBlock(), label=_("References"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("References")
        description = _("Where the facts come from")
        template = "pages/blocks/references.html"
        preview_value = {
            "heading": _("References"),
            "items": [{"text": _("Sample A. Hips and trunks: an invented review. 2024."), "address": ""}],
        }


class StandardBodyBlock(blocks.StreamBlock):
    """The body of a standard page."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    safety_note = SafetyNoteBlock()
    questions = QuestionsBlock()
    table = TableBlock()
    references = ReferencesBlock()

    class Meta:
        block_counts = {"references": {"max_num": 1}}
