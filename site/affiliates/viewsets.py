"""Programmes and paid links in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from affiliates.models import AffiliateLink, AffiliateProgramme


class LinkViewSet(SnippetViewSet):
    """The links, each with its programme and state."""

    model = AffiliateLink
    icon = "link"
    list_display = ["name", "programme", "is_on", "expires_on"]
    list_filter = ["programme", "is_on"]


class ProgrammeViewSet(SnippetViewSet):
    """The programmes and their rules."""

    model = AffiliateProgramme
    icon = "group"


class PaidLinksGroup(SnippetViewSetGroup):
    """Both in one entry of the menu."""

    items = (LinkViewSet, ProgrammeViewSet)
    menu_label = _("Paid links")
    menu_icon = "link"
    menu_order = 260
