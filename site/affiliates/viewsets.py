"""Programmes and paid links in the admin."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn, StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from affiliates import admin_views
from affiliates.chooser import LinkChooserViewSet
from affiliates.models import AffiliateLink, AffiliateProgramme


class LinkViewSet(SnippetViewSet):
    """The links: how each stands, where it is used, how often it was clicked."""

    model = AffiliateLink
    icon = "link"
    menu_label = _("Links")
    list_display = [
        "name",
        Column("programme", label=_("Programme"), accessor="programme", sort_key="programme__name"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="state",
            primary=lambda link: link.is_current(),
            sort_key="expires_on",
        ),
        Column("pages", label=_("Used in"), accessor=admin_views.used_in),
        NumberColumn("recent", label=_("Clicks in 30 days"), accessor="recent", sort_key="recent"),
    ]
    filterset_class = admin_views.LinkFilters
    # Parts of addresses are looked for as well, which an index of words would not find.
    search_backend_name = None
    search_fields = ["name", "slug", "destination", "programme__name"]
    ordering = ["name"]
    list_per_page = 50
    index_view_class = admin_views.LinkIndexView
    edit_view_class = admin_views.LinkEditView
    delete_view_class = admin_views.LinkDeleteView
    usage_view_class = admin_views.LinkUsageView
    chooser_viewset_class = LinkChooserViewSet


class ProgrammeViewSet(SnippetViewSet):
    """The programmes and their rules."""

    model = AffiliateProgramme
    icon = "group"
    menu_label = _("Programmes")
    list_display = [
        "name",
        NumberColumn("links", label=_("Links"), accessor="link_count", sort_key="link_count"),
        BooleanColumn("may_redirect", label=_("Through our own address")),
        BooleanColumn("in_print", label=_("In print")),
        BooleanColumn("in_feed", label=_("In the feed")),
        UpdatedAtColumn(),
    ]
    search_backend_name = None
    search_fields = ["name", "hosts"]
    ordering = ["name"]
    index_view_class = admin_views.WideIndexView

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With how many links each has."""
        return AffiliateProgramme.objects.annotate(link_count=Count("links"))


class PaidLinksGroup(SnippetViewSetGroup):
    """Both in one entry of the menu."""

    items = (LinkViewSet, ProgrammeViewSet)
    menu_label = _("Paid links")
    menu_icon = "link"
    menu_order = 260
    add_to_admin_menu = True
