"""The ways to the report: in the menu, and from each link."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from affiliates.models import AffiliateLink
from affiliates.report.rights import may_see


class ClicksMenuItem(MenuItem):
    """Under Reports, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whoever may see the links."""
        return may_see(request.user)


def history_button(link: AffiliateLink, **options: Any) -> Button:
    """The way to a link's own clicks and changes."""
    address = reverse("paid_link_report:history", args=[link.pk])
    return Button(_("Clicks and history"), url=address, icon_name="history", **options)
