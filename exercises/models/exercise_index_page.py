"""The exercise library: all exercises, filtered by plain links."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from pages.listing import address
from pages.models import BasePage


class ExerciseIndexPage(BasePage):
    """Lists the library; filters (area, muscle, equipment, level) and the page stand in the address."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["exercises.ExercisePage"]
    max_count_per_parent = 1
    template = "exercises/exercise_index_page.html"
    summary_field = "introduction"

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("exercise library")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds `listing` (see exercises.library.Listing); raises Http404 for unknown filters and pages.

        A page of the whole list is a page of its own for search engines, a filtered list is not.
        """
        from exercises.library import list_exercises

        listing = list_exercises(self, request.GET)
        number = "" if listing.chosen or listing.exercises.number == 1 else str(listing.exercises.number)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "canonical_query": address({}, page=number).rstrip("?"),
        }
