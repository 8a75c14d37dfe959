"""The exercises app in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from exercises import adapters, admin_views  # noqa: F401 - registers the block's form
from exercises.deletion import Loss, losses
from exercises.viewsets import ExerciseListingViewSet, ExerciseViewSet

NAMED = 10


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """The list of exercises, and its columns in the page tree."""
    return [ExerciseListingViewSet(), ExerciseViewSet()]


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """What the exercise block's script asks."""
    patterns = [
        path("library/<int:pk>/", admin_views.library_text, name="library_text"),
        path("equipment/", admin_views.equipment_names, name="equipment_names"),
    ]
    return [path("exercise-block/", include((patterns, "exercises_admin")))]


@hooks.register("before_delete_page")
def refuse_to_delete_what_is_used(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A library entry that live articles use stays, also when the page above it is to go."""
    if not (found := losses([page])):
        return None
    _tell(request, found)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def refuse_to_delete_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for pages ticked in a list: nothing is deleted then."""
    if action_type != "delete" or action.model is not Page or not (found := losses(objects)):
        return None
    _tell(request, found)
    return redirect(action.next_url)


@hooks.register("after_unpublish_page")
def tell_what_changes_for_articles(request: HttpRequest, page: Page) -> None:
    """Unpublishing is allowed: articles keep the text and lose the link."""
    for loss in losses([page]):
        count = len(loss.users)
        text = ngettext(
            "%(count)d live page uses “%(title)s”. It keeps the text, without a link to the library.",
            "%(count)d live pages use “%(title)s”. They keep the text, without a link to the library.",
            count,
        )
        messages.warning(request, text % {"count": count, "title": loss.entry.title})


def _tell(request: HttpRequest, found: list[Loss]) -> None:
    for entry, users in found[:NAMED]:
        titles = [page.get_admin_display_title() for page in users[:NAMED]]
        text = ngettext(
            "Nothing was deleted: %(count)d live page uses “%(entry)s”: %(titles)s.",
            "Nothing was deleted: %(count)d live pages use “%(entry)s”: %(titles)s.",
            len(users),
        )
        values = {"entry": entry.title, "count": len(users), "titles": ", ".join(titles)}
        addresses = (reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in users)
        buttons = [messages.button(address, title) for address, title in zip(addresses, titles, strict=False)]
        messages.error(request, text % values, buttons=buttons)
