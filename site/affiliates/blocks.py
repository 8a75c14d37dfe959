"""Blocks that place a paid link. They declare; what readers get is made by affiliates.disclosing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from affiliates.keys import key_of
from affiliates.models import AffiliateLink


class LinkChooserBlock(SnippetChooserBlock):
    """A chosen paid link, by its number alone: the page looks all of its links up together, at the end."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("affiliates.AffiliateLink", **kwargs)

    def to_python(self, value: Any) -> AffiliateLink | None:
        """A link of which only `pk` is known."""
        return None if value is None else AffiliateLink(pk=value)

    def bulk_to_python(self, values: Any) -> list[AffiliateLink | None]:
        """The same for many; asks nothing."""
        return [self.to_python(value) for value in values]

    def value_from_form(self, value: Any) -> AffiliateLink | None:
        """The chosen link; none where the number that was sent is none."""
        return super().value_from_form(value if isinstance(value, AffiliateLink) else key_of(value))

    def get_form_state(self, value: AffiliateLink | None) -> Any:
        """What the chooser shows, looked up by number."""
        return self.widget.get_value_data(key_of(value.pk) if value else None)

    def render_basic(self, value: AffiliateLink | None, context: Any = None) -> str:
        """The link's name, where versions are compared."""
        link = AffiliateLink.objects.filter(pk=key_of(value.pk) or 0).first() if value else None
        return str(link or "")


class CalloutBlock(blocks.StructBlock):
    """A line of its own that leads to a paid link, such as "See the bands we use"."""

    text = blocks.CharBlock(label=_("Text"), max_length=160)
    link = LinkChooserBlock(label=_("Link"))
    style = blocks.ChoiceBlock(
        label=_("Style"), choices=[("line", _("A line with an arrow")), ("box", _("A box"))], default="line"
    )

    class Meta:
        icon = "link"
        label = _("Paid link")
        description = _("A line that leads to a shop and may earn a commission")
        template = "affiliates/blocks/callout.html"
        preview_template = "affiliates/blocks/callout_preview.html"
        preview_value = {"text": _("See the bands we use"), "link": None, "style": "line"}
        label_format = "{text}"


class ProductCardBlock(blocks.StructBlock):
    """A product with its picture and pitch, both of the link's own, and a button."""

    link = LinkChooserBlock(label=_("Link"))
    button = blocks.CharBlock(label=_("Button"), max_length=40, default=_("See it at the shop"))

    class Meta:
        icon = "tag"
        label = _("Product")
        description = _("A product with picture, one sentence and a button")
        template = "affiliates/blocks/product_card.html"
        preview_template = "affiliates/blocks/product_card_preview.html"
        preview_value = {"link": None, "button": _("See it at the shop")}
