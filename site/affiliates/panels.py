"""What the edit form of a link shows besides its fields."""

from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel

NAMED = 20


class UsedInPanel(Panel):
    """The pages that show the link; nothing on the form of a new one."""

    class BoundPanel(Panel.BoundPanel):
        """For one link."""

        template_name = "affiliates/admin/used_in_panel.html"

        def is_shown(self) -> bool:
            """Once there is a link."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The nearest pages, each with its place in the admin where this person may go there."""
            from affiliates.drafts import uses_of

            context = super().get_context_data(parent_context)
            found = uses_of(self.instance)
            finder = AdminURLFinder(self.request.user)
            context["rows"] = [
                {"use": use, "address": finder.get_edit_url(use.user)} for use in found[:NAMED]
            ]
            context["more"] = len(found) - len(context["rows"])
            context["usage_address"] = self.instance.snippet_viewset.get_url_name("usage")
            return context
