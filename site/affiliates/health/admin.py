"""Where the admin mentions how links do: the panel on its home, the menu, the form of a link."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from affiliates.health.looks import Concern

MAY_CHANGE = "affiliates.change_affiliatelink"
NAMED = 5
LOOK = Media(css={"all": ["css/admin/link-health.css"]})


class HealthMenuItem(MenuItem):
    """Among the reports."""

    def __init__(self) -> None:
        address = reverse_lazy("link_health:index")
        super().__init__(_("Health of paid links"), address, name="link-health", icon_name="link", order=660)

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may do something about it."""
        return request.user.has_perm(MAY_CHANGE)


class HealthPanel(Component):
    """The admin home's list of links that need a person."""

    name = "link_health"
    template_name = "affiliates/health/panel.html"
    order = 95

    def __init__(self, found: list[Concern]) -> None:
        self.found = found

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The first few, and how many there are."""
        return {"concerns": self.found[:NAMED], "number": len(self.found)}

    @property
    def media(self) -> Media:
        """Its look."""
        return LOOK
