"""The pages app in the admin: publishing by the form's button, and what the history says of a refusal."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from pages.models import BasePage
from pages.publishing import PublishRefused


@hooks.register("before_publish_page")
def prepare_to_publish(request: HttpRequest, page: Page) -> None:
    """Ask here too: the editor's publish button is the one route that doesn't call `Page.publish`."""
    if not isinstance(page, BasePage):
        return
    try:
        page.prepare_to_publish(page.latest_revision)
    except PublishRefused:
        if request.resolver_match and request.resolver_match.url_name == "add":
            # Wagtail put the new page into the tree as live before it asked.
            Page.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
        raise


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """A schedule that was refused, with its reasons."""

    @actions.register_action("pages.publish_refused")
    class RefusedFormatter(LogFormatter):
        label = _("Refuse to publish")

        def format_message(self, log_entry: Any) -> str:
            problems = " ".join(log_entry.data.get("problems", []))
            return _("Not published on schedule: the page is not complete. %(problems)s") % {
                "problems": problems
            }
