"""The admin as a whole: the menu of what pages share, and an admin without documents."""

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.snippets.models import register_snippet

from home.viewsets import LibraryViewSetGroup

register_snippet(LibraryViewSetGroup)


class NoDocuments(ImagesAdminAPIViewSet):
    """An empty list."""

    name = "documents"

    def get_queryset(self) -> QuerySet:
        """Nothing, whatever is asked."""
        return super().get_queryset().none()


@hooks.register("construct_admin_api")
def answer_for_documents(router: WagtailAPIRouter) -> None:
    """Every page of the admin names this address, also where wagtail.documents is not installed."""
    router.register_endpoint("documents", NoDocuments)
