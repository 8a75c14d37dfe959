"""The body of an article: its video, its exercise lists and the blocks any page may use."""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from affiliates.blocks import CalloutBlock, ProductCardBlock
from articles.clips import clips_beyond
from articles.video.addresses import VideoAddress, VideoAddressError, parse_video_address
from articles.video.values import VideoValue
from exercises.blocks import ExerciseListBlock
from exercises.fields import TimecodeBlock
from pages import blocks as page_blocks
from people.blocks import QuoteBlock


class VideoAddressBlock(blocks.FieldBlock):
    """The ordinary address of a YouTube or Vimeo video; the value is a `VideoAddress`.

    Stored as {"provider", "id", "hash"} and, where it begins later, "start" (seconds). Text that no
    provider knows is kept as typed ({"typed"}) so that a draft loses nothing, and refused at publish.
    """

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=required,
            help_text=help_text,
            max_length=2000,
            widget=forms.TextInput(
                attrs={"placeholder": "https://", "inputmode": "url", "autocomplete": "off"}
            ),
        )
        super().__init__(**kwargs)

    def normalize(self, value: Any) -> VideoAddress | str:
        """An address from any accepted form."""
        return self.to_python(value)

    def get_default(self) -> str:
        """Nothing typed."""
        return ""

    def to_python(self, value: Any) -> VideoAddress | str:
        """A stored dict, an address or typed text."""
        if isinstance(value, dict):
            if "provider" in value:
                return VideoAddress(
                    value["provider"], value["id"], value.get("hash", ""), value.get("start", 0)
                )
            return value.get("typed", "")
        return value or ""

    def get_prep_value(self, value: Any) -> dict:
        """The stored form."""
        value = self.to_python(value)
        if isinstance(value, VideoAddress):
            start = {"start": value.start} if value.start else {}
            return {"provider": value.provider, "id": value.video_id, "hash": value.hash, **start}
        return {"typed": value} if value else {}

    def value_from_form(self, value: Any) -> VideoAddress | str:
        """An address where the text is one, else the text."""
        text = (value or "").strip()
        try:
            return parse_video_address(text) if text else ""
        except VideoAddressError:
            return text

    def value_for_form(self, value: Any) -> str:
        """The ordinary address."""
        value = self.to_python(value)
        if not isinstance(value, VideoAddress):
            return value
        return value.page_url_at(value.start) if value.start else value.page_url

    def clean(self, value: Any) -> VideoAddress | str:
        """Refuse, at publish, what is no video's address; the message says which forms work."""
        value = super().clean(value)
        if isinstance(value, str) and value and not self.is_deferred_validation:
            try:
                return parse_video_address(value)
            except VideoAddressError as error:
                raise ValidationError(str(error)) from None
        return value

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The address, where versions are compared."""
        return self.value_for_form(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Addresses are not for searching."""
        return []

    class Meta:
        icon = "link-external"


class VideoBlock(blocks.StructBlock):
    """A hosted video by its ordinary address, or an uploaded file. Nothing is fetched on save."""

    address = VideoAddressBlock(
        label=_("Address"),
        help_text=_("Paste the YouTube or Vimeo address, or choose an uploaded video below."),
    )
    file = VideoChooserBlock(label=_("or an uploaded video"), required=False)
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=160, help_text=_("Leave empty to use the video's own.")
    )
    duration = TimecodeBlock(
        label=_("Length"),
        required=False,
        help_text=_("Only for YouTube, which does not tell us. Uploads are measured, Vimeo is asked."),
    )
    poster = ImageChooserBlock(
        label=_("Picture before play"), required=False, help_text=_("Leave empty for the lead image.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), required=False, features=["bold", "italic", "ol", "ul"],
        help_text=_("What is said and shown, for people who read instead."),
    )  # fmt: skip

    def clean(self, value: Any) -> Any:
        """Exactly one of address and file, once it is published."""
        cleaned = super().clean(value)
        if cleaned["address"] and cleaned["file"]:
            raise StructBlockValidationError(
                {"file": ValidationError(_("Give an address or a file, one of the two."))}
            )
        if not self.is_deferred_validation and not cleaned["address"] and not cleaned["file"]:
            message = _("Paste the video's address or choose a file, or delete this block.")
            raise StructBlockValidationError({"address": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("The one video of the article, from YouTube, Vimeo or uploaded")
        template = "articles/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "address": {"provider": "vimeo", "id": "76979871", "hash": ""},
            "title": _("Six exercises for a runner’s back"),
            "duration": 128,
            "transcript": "",
        }
        form_layout = BlockGroup(
            children=["address", "file"], settings=["title", "duration", "poster", "transcript"]
        )


class ArticleBodyBlock(blocks.StreamBlock):
    """The body of an article."""

    paragraph = page_blocks.ParagraphBlock(group=_("Text"))
    heading = page_blocks.HeadingBlock(group=_("Text"))
    quote = QuoteBlock(group=_("Text"))
    picture = page_blocks.PictureBlock(group=_("Pictures and video"))
    video = VideoBlock(group=_("Pictures and video"))
    exercise_list = ExerciseListBlock(group=_("Exercises"))
    safety_note = page_blocks.SafetyNoteBlock(group=_("Exercises"))
    questions = page_blocks.QuestionsBlock(group=_("More"))
    callout = CalloutBlock(group=_("Paid links"))
    product = ProductCardBlock(group=_("Paid links"))
    table = page_blocks.TableBlock(group=_("More"))
    references = page_blocks.ReferencesBlock(group=_("More"))

    def clean(self, value: Any) -> Any:
        """Besides each block's own rules: no clip ends after the video does, where its length is known."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (beyond := clips_beyond(cleaned)):
            raise StreamBlockValidationError(
                block_errors={
                    list_index: StructBlockValidationError({"exercises": _clip_errors(messages)})
                    for list_index, messages in beyond.items()
                }
            )
        return cleaned

    class Meta:
        block_counts = {"video": {"max_num": 1}, "references": {"max_num": 1}}


def _clip_errors(messages: dict[int, str]) -> ListBlockValidationError:
    return ListBlockValidationError(
        block_errors={
            index: StructBlockValidationError(
                {"clip": StructBlockValidationError({"end": ValidationError(message)})}
            )
            for index, message in messages.items()
        }
    )


SKELETON = ("paragraph", "video", "exercise_list")


@cache
def _body_block() -> ArticleBodyBlock:
    return ArticleBodyBlock()


def new_article_body() -> list[tuple[str, Any]]:
    """The skeleton a new article opens with: an introduction, a video, a list with one exercise.

    Each block with all its fields: the editor's form needs a value for every one of them.
    """
    return [(name, _body_block().child_blocks[name].get_default()) for name in SKELETON]
