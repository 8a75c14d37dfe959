"""People in the admin: as a list of their own and in the page tree."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageViewSet

from pages.viewsets import MenuListingViewSet
from people.models import PersonPage

BULK, TITLE, _parent, UPDATED, *_rest = IndexView.base_columns
COLUMNS = [
    BULK,
    TITLE,
    Column("credentials", label=_("Credentials"), accessor="credentials"),
    Column("role", label=_("Role"), accessor="role"),
    UPDATED,
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
]


class PersonListView(IndexView):
    """All people."""

    base_columns = COLUMNS


class PersonExplorerView(ExplorableIndexView):
    """The people below their index."""

    base_columns = COLUMNS


class PersonListingViewSet(MenuListingViewSet):
    """The menu item "People"."""

    model = PersonPage
    name = "people"
    icon = "group"
    menu_label = _("People")
    menu_order = 130
    index_view_class = PersonListView


class PersonViewSet(PageViewSet):
    """The same columns where the page tree is explored."""

    model = PersonPage
    index_view_class = PersonExplorerView
