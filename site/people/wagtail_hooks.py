"""The people app in the admin."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from people.viewsets import PersonListingViewSet, PersonViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """The list of people, and its columns in the page tree."""
    return [PersonListingViewSet(), PersonViewSet()]
