"""The comments app in the admin: the moderation desk and the block list."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from comments.desk.admin_menu import CommentsMenuItem, WaitingPanel
from comments.desk.rights import may_moderate
from comments.viewsets import BlockViewSet

register_snippet(BlockViewSet)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """The desk."""
    return [path("comments/", include("comments.desk.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> CommentsMenuItem:
    """Between the pages and the reports."""
    address = reverse_lazy("comments_desk:index")
    return CommentsMenuItem(_("Comments"), address, name="comments", icon_name="comment", order=150)


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits, for those who decide about it."""
    if may_moderate(request.user):
        panels.append(WaitingPanel())
