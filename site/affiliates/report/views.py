"""The report on clicks, on the screen and as a spreadsheet."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from affiliates.health.admin import MAY_CHANGE
from affiliates.models import AffiliateLink, DailyClicks
from affiliates.report import querying, table
from affiliates.report.asked import UNKNOWN, Asked, Group
from affiliates.report.chart import chart
from affiliates.report.export import WordsOnlyExportMixin
from affiliates.report.forms import PeriodForm, ReportForm
from affiliates.report.querying import Row


class ClicksView(WordsOnlyExportMixin, ReportView):
    """All clicks of a period, in rows by link, page or day."""

    page_title = gettext_lazy("Clicks on paid links")
    header_icon = "link"
    template_name = "affiliates/report/report.html"
    results_template_name = "affiliates/report/_results.html"
    index_url_name = "paid_link_report:clicks"
    form_class: type[PeriodForm] = ReportForm
    asked: Asked | None
    is_export: bool

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """What is asked for; a spreadsheet only where that is clear."""
        super().setup(request, *args, **kwargs)
        self.form = self.form_class(request.GET)
        self.asked = self.form.asked()
        self.is_export = self.is_export and self.asked is not None

    @property
    def group(self) -> Group:
        """What a row is about."""
        return self.asked.group if self.asked else Group.LINK

    @cached_property
    def columns(self) -> list[Any]:
        """Those of such rows."""
        return table.columns(self.group, self.get_row_url)

    @property
    def default_ordering(self) -> str:
        """The most clicked, or the latest."""
        return "-name" if self.group == Group.DAY else "-clicks"

    @property
    def header_buttons(self) -> list[Any]:
        """The way to how the links do, for those who may do something about it."""
        if not self.request.user.has_perm(MAY_CHANGE):
            return []
        return [HeaderButton(gettext("Health of paid links"), url=self.health_address, icon_name="link")]

    @property
    def health_address(self) -> str:
        """Where all looks are told."""
        return reverse("link_health:index")

    def get_base_queryset(self) -> Any:
        """A list of `Row`: there are as many as links, pages or days."""
        return querying.rows(self.asked) if self.asked else []

    def order_queryset(self, queryset: Any) -> Any:
        """As the column that was clicked says."""
        return table.in_order(queryset, self.ordering)

    def get_row_url(self, row: Row) -> str:
        """A link's history; for a page or a day what was clicked there or then."""
        assert self.asked is not None  # there are no rows else
        if self.group == Group.LINK:
            return f"{reverse('paid_link_report:history', args=[row.key])}?{self.asked.query(group='')}"
        if self.group == Group.PAGE:
            return self.address(page=row.key or UNKNOWN, group=Group.LINK)
        return self.address(period="", since=row.key, until=row.key, group=Group.LINK)

    def address(self, **changes: Any) -> str:
        """Where the report says the same with `changes`."""
        return f"{reverse(self.index_url_name)}?{self.asked.query(**changes)}" if self.asked else ""

    @property
    def list_export(self) -> list[str]:
        """Those of such rows, too."""
        return table.exported(self.group) if self.asked else []

    @property
    def export_headings(self) -> dict[str, Any]:
        """What the columns are called."""
        return table.headings(self.group)

    def get_filename(self) -> str:
        """With the days, which the file itself does not hold."""
        assert self.asked is not None  # there is no file else
        return f"paid-links-{self.asked.period.first}-{self.asked.period.last}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the form and, where it is clear what is asked for, the chart and the sums."""
        context = super().get_context_data(*args, **kwargs) | {"form": self.form, "asked": self.asked}
        if self.asked is None or self.is_export:
            return context
        drawn = chart(self.asked.period, querying.by_day(self.asked))
        return context | {
            "chart": drawn,
            "before": querying.clicks_before(self.asked),
            "presets": self._presets(),
            "all_address": self.address(link="", programme="", page=""),
            "is_new": not drawn.total and not DailyClicks.objects.exists(),
            "has_links": bool(drawn.total) or AffiliateLink.objects.exists(),
            "links_address": self.links_address,
        }

    links_address = reverse_lazy("wagtailsnippets_affiliates_affiliatelink:list")

    def _presets(self) -> list[dict[str, Any]]:
        names = {
            "7": gettext("7 days"),
            "30": gettext("30 days"),
            "90": gettext("90 days"),
            "year": gettext("This year"),
        }
        assert self.asked is not None  # asked by get_context_data
        return [
            {
                "name": name,
                "address": self.address(period=key, since="", until=""),
                "is_current": self.form.presets[key] == self.asked.period,
            }
            for key, name in names.items()
        ]
