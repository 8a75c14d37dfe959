"""The library in the admin: its entries as a list, muscles and equipment as snippets."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from exercises.models import Equipment, ExercisePage, Muscle
from pages.viewsets import MenuListingViewSet


def _equipment(page: ExercisePage) -> str:
    return ", ".join(item.equipment.name for item in page.equipment_items.all())


BULK, TITLE, PARENT, UPDATED, *_rest = IndexView.base_columns
COLUMNS = [
    BULK,
    TITLE,
    Column("body_area", label=_("Body area"), accessor="get_body_area_display", sort_key="body_area"),
    Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
    Column("needs", label=_("Equipment"), accessor=_equipment),
    UPDATED,
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
]


class _WithEquipment:
    base_columns = COLUMNS

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Load what the columns show, for all rows at once."""
        return super().annotate_queryset(pages).prefetch_related("equipment_items__equipment")  # type: ignore[misc]


class ExerciseListView(_WithEquipment, IndexView):
    """All entries, most recently edited first."""


class ExerciseExplorerView(_WithEquipment, ExplorableIndexView):
    """The entries below the library's page."""


class ExerciseListingViewSet(MenuListingViewSet):
    """The menu item "Exercises"."""

    model = ExercisePage
    name = "exercises"
    icon = "list-ol"
    menu_label = _("Exercises")
    menu_order = 120
    index_view_class = ExerciseListView
    list_filter = ["body_area", "level"]


class ExerciseViewSet(PageViewSet):
    """The same columns where the page tree is explored."""

    model = ExercisePage
    index_view_class = ExerciseExplorerView


class MuscleViewSet(SnippetViewSet):
    """Muscles."""

    model = Muscle
    icon = "crosshairs"
    menu_label = _("Muscles")
    list_display = ["name", "plain_name"]
    ordering = ["name"]
    list_per_page = 50


class EquipmentViewSet(SnippetViewSet):
    """Equipment."""

    model = Equipment
    icon = "clipboard-list"
    menu_label = _("Equipment")
    list_display = ["name", "detail", "substitute"]
    list_filter = ["icon"]
    ordering = ["name"]
    list_per_page = 50
