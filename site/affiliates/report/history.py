"""One link: when and where it was clicked, how it does, and who changed it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry
from wagtail.permissions import policy_registry

from affiliates.models import AffiliateLink
from affiliates.report.asked import UNKNOWN, Group
from affiliates.report.forms import PeriodForm
from affiliates.report.querying import Row
from affiliates.report.views import ClicksView

CHANGES = 20
LOOKS = 10


class LinkHistoryView(ClicksView):
    """The clicks of one link by page, how it does, and its last changes."""

    page_title = gettext_lazy("Clicks and history")
    header_icon = "history"
    template_name = "affiliates/report/history.html"
    form_class = PeriodForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The same report for this link alone."""
        super().setup(request, *args, **kwargs)
        self.link = get_object_or_404(AffiliateLink.objects.select_related("programme"), pk=kwargs["pk"])
        if self.asked:
            self.asked = replace(self.asked, link=self.link.pk, group=Group.PAGE)

    def get_page_subtitle(self) -> str:
        """The link."""
        return str(self.link)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the report."""
        report = {"url": reverse("paid_link_report:clicks"), "label": gettext("Clicks on paid links")}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.get_header_title()}]

    @property
    def header_buttons(self) -> list[Any]:
        """The form, for those who may change the link."""
        policy = policy_registry.get_by_type(AffiliateLink)
        if not policy.user_has_permission_for_instance(self.request.user, "change", self.link):
            return []
        address = reverse(self.link.snippet_viewset.get_url_name("edit"), args=[self.link.pk])
        return [HeaderButton(gettext("Edit"), url=address, icon_name="edit"), *super().header_buttons]

    @property
    def health_address(self) -> str:
        """Where all looks at this link are told."""
        return reverse("link_health:history", args=[self.link.pk])

    def get_index_url(self) -> str:
        """Of this link."""
        return reverse("paid_link_report:history", args=[self.link.pk])

    def address(self, **changes: Any) -> str:
        """The same link at other times."""
        here = {"link": "", "group": ""}
        return f"{self.index_url}?{self.asked.query(**here | changes)}" if self.asked else ""

    def get_row_url(self, row: Row) -> str:
        """What else was clicked on this page."""
        assert self.asked is not None  # there are no rows else
        query = self.asked.query(link="", page=row.key or UNKNOWN, group=Group.LINK)
        return f"{reverse('paid_link_report:clicks')}?{query}"

    def get_filename(self) -> str:
        """With the link's name."""
        return f"{self.link.slug}-{super().get_filename()}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the link, the last looks at it and its last changes."""
        entries = registry.get_logs_for_instance(self.link).select_related("user")
        return super().get_context_data(*args, **kwargs) | {
            "link": self.link,
            "looks": self.link.checks.all()[:LOOKS],
            "changes": entries.order_by("-timestamp", "-pk")[:CHANGES],
            "changes_address": reverse(
                self.link.snippet_viewset.get_url_name("history"), args=[self.link.pk]
            ),
        }
