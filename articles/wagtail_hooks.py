"""The articles app in the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from articles.checks import hints_for
from articles.models import ArticlePage
from articles.signals import fetch_details_of
from articles.viewsets import ArticleListingViewSet, ArticleViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """The list of articles, and its columns in the page tree."""
    return [ArticleListingViewSet(), ArticleViewSet()]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def give_hints(request: HttpRequest, page: Page) -> None:
    """Tell what is worth a look after a save; autosaving, which asks for JSON, stays silent."""
    if not isinstance(page, ArticlePage):
        return
    page.__dict__.pop("content", None)  # what was saved just now
    fetch_details_of(page)
    if request.accepts("text/html"):
        for hint in hints_for(page):
            messages.warning(request, hint)
