"""A paid link inside rich text: how it is stored, edited and shown.

Stored as an anchor with linktype "paid" and the link's number as its id; shown as the anchor that
`affiliates.disclosing` looks for. Copied text keeps the number alone, so nothing can be pasted that leads
elsewhere.
"""

from collections.abc import Iterator
from typing import Any

from django.forms.utils import flatatt
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from affiliates.keys import key_of
from affiliates.models import AffiliateLink

FEATURE = "paid-link"
ENTITY = "PAID_LINK"


class PaidLinkHandler(LinkHandler):
    """From what is stored to what `affiliates.disclosing` finds; asks nothing."""

    identifier = "paid"

    @staticmethod
    def get_model() -> type[AffiliateLink]:
        """What the number belongs to."""
        return AffiliateLink

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        """The opening tag. A number that is none leads to no link, whose text is then left plain."""
        number = key_of(attrs.get("id")) or 0
        return f"<a{flatatt({'data-paid-link': number})}>"

    @classmethod
    def extract_references(cls, attrs: dict) -> Iterator[tuple[Any, str, str, str]]:
        """For the reference index, which tells where a link is used."""
        if number := key_of(attrs.get("id")):
            yield AffiliateLink, str(number), "", ""


class PaidLinkElementHandler(LinkElementHandler):
    """From what is stored to the editor, which shows the link's name."""

    def get_attribute_data(self, attrs: dict) -> dict[str, Any]:
        """What the editor's tooltip shows: the link's name, and where it is edited."""
        number = key_of(attrs.get("id"))
        link = AffiliateLink.objects.filter(pk=number).first() if number else None
        if link is None:
            return {"id": number, "name": gettext("A paid link that was deleted"), "address": ""}
        return {"id": number, "name": link.name, "address": reverse(_url_name("edit"), args=[link.pk])}


def paid_link_entity(props: dict[str, Any]) -> Any:
    """From the editor to what is stored; what has no number becomes its text."""
    number = key_of(props.get("id"))
    if number is None:
        return props["children"]
    return DOM.create_element("a", {"linktype": PaidLinkHandler.identifier, "id": number}, props["children"])


def register(features: FeatureRegistry) -> None:
    """Make the feature known; a rich text block has it where its list of features names it."""
    features.register_link_type(PaidLinkHandler)
    chooser = AffiliateLink.snippet_viewset.chooser_viewset
    plugin = {
        "type": ENTITY,
        "icon": "tag",
        "description": _("Paid link"),
        "attributes": ["id", "name", "address"],
        "allowlist": {"id": r"^\d+$"},
        "chooserUrls": {"paidLinkChooser": reverse_lazy(chooser.get_url_name("choose"))},
    }
    scripts = ["wagtailadmin/js/chooser-modal.js", "js/admin/paid-link.js"]
    features.register_editor_plugin("draftail", FEATURE, EntityFeature(plugin, js=scripts))
    rule = {
        "from_database_format": {'a[linktype="paid"]': PaidLinkElementHandler(ENTITY)},
        "to_database_format": {"entity_decorators": {ENTITY: paid_link_entity}},
    }
    features.register_converter_rule("contentstate", FEATURE, rule)


def _url_name(view: str) -> str:
    return AffiliateLink.snippet_viewset.get_url_name(view)
