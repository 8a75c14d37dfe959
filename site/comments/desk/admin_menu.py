"""Where the admin mentions what waits: the menu and the panel on its home."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from comments.desk.reports import number_reported
from comments.desk.rights import may_moderate
from comments.desk.waiting import in_short, in_words, number_waiting


class CommentsMenuItem(MenuItem):
    """The menu's way to the desk, with the number that wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for those who may moderate."""
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The item, with the number of this moment."""
        item = super().render_component(request)
        if number := number_waiting():
            item.label = _("Comments (%(number)s)") % {"number": in_short(number)}
        return item


class WaitingPanel(Component):
    """The admin home's line about what waits."""

    name = "comments_waiting"
    template_name = "comments/desk/panel.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What waits and what is reported: each number for the plural, and as it is shown."""
        waiting, reported = number_waiting(), number_reported()
        return {
            "waiting": waiting,
            "waiting_in_words": in_words(waiting),
            "reported": reported,
            "reported_in_words": in_words(reported),
        }

    @property
    def media(self) -> Media:
        """The look of the desk, of which the panel has a little."""
        return Media(css={"all": ["css/admin/desk.css"]})
