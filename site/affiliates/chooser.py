"""Choosing a paid link: in blocks, in rich text, for equipment and as a replacement."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from affiliates.admin_views import with_states
from affiliates.keys import key_of
from affiliates.models import AffiliateLink


class _WithState:
    """What the chooser shows besides the name."""

    @cached_property
    def columns(self) -> list[Column]:
        """Programme and state."""
        return [
            *super().columns,  # type: ignore[misc]
            Column("programme", label=_("Programme"), accessor="programme"),
            Column("state", label=_("State"), accessor="state"),
        ]

    def get_results_page(self, request: Any) -> Any:
        """Tell each link how it stands."""
        page = super().get_results_page(request)  # type: ignore[misc]
        page.object_list = with_states(list(page.object_list))
        return page

    def get_object_list(self) -> QuerySet:
        """With programmes."""
        return AffiliateLink.objects.select_related("programme")


class LinkChooseView(_WithState, ChooseView):
    """The chooser."""


class LinkChooseResultsView(_WithState, ChooseResultsView):
    """What a search in it finds."""


class LinkChosenView(SnippetChosenView):
    """What was chosen; 404 for what is no link's number, where Wagtail's own would fail."""

    def get_object(self, pk: str) -> AffiliateLink:
        """The link."""
        return AffiliateLink.objects.get(pk=key_of(pk) or 0)


class LinkChosenMultipleView(SnippetChosenMultipleView):
    """The same for several."""

    def get_objects(self, pks: Iterable[str]) -> QuerySet:
        """The links, without what is none."""
        return super().get_objects([key for pk in pks if (key := key_of(pk)) is not None])


class LinkChooser(AdminSnippetChooser):
    """The field of a form; a number that is none is told there, so it has to be shown again."""

    def get_instance(self, value: Any) -> AffiliateLink | None:
        """The link to show."""
        return super().get_instance(value if isinstance(value, AffiliateLink) else key_of(value))


class LinkChooserViewSet(SnippetChooserViewSet):
    """All of it."""

    choose_view_class = LinkChooseView
    choose_results_view_class = LinkChooseResultsView
    chosen_view_class = LinkChosenView
    chosen_multiple_view_class = LinkChosenMultipleView
    base_widget_class = LinkChooser
