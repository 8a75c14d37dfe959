"""What the apps above build their admin lists from, and disclaimers in the admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.models import Disclaimer


class PagesMenuItem(MenuItem):
    """Shown to people who may do something to pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the list behind it would open."""
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])


class MenuListingViewSet(PageListingViewSet):
    """A flat list of one page type with its own place in the menu."""

    add_to_admin_menu = True
    menu_item_class = PagesMenuItem


class DisclaimerViewSet(SnippetViewSet):
    """Disclaimers, with the history that RevisionMixin keeps."""

    model = Disclaimer
    icon = "warning"
    menu_label = _("Disclaimers")
    list_display = ["title"]
    ordering = ["title"]
