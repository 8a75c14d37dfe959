"""What the form of a link says about how it does."""

from typing import Any

from wagtail.admin.panels import Panel


class HealthOfLinkPanel(Panel):
    """The last look; nothing on the form of a new link."""

    class BoundPanel(Panel.BoundPanel):
        """For one link."""

        template_name = "affiliates/health/edit_panel.html"

        def is_shown(self) -> bool:
            """Once there is a link."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The last look at its present destination, and whether it needs a person."""
            from affiliates.health.looks import concerns, last_looks

            context = super().get_context_data(parent_context)
            context["look"] = last_looks([self.instance]).get(self.instance.pk)
            context["concern"] = next(iter(concerns([self.instance.pk])), None)
            return context
