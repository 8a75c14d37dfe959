"""The demo in the admin: its loading stands in the home page's history."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from demo.load import LOADED


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """The entry that also keeps the demo from being loaded twice."""
    actions.register_action(LOADED, _("Load the demo content"), _("Loaded the demo content"))
