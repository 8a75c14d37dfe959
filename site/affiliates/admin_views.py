"""Lists of paid links in the admin: all of them, and where one is used."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.forms import Media
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import UsageView as GenericUsageView
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, UsageView

from affiliates.current import current_links
from affiliates.drafts import uses_of
from affiliates.models import AffiliateLink, DailyClicks
from affiliates.report.menu import history_button
from affiliates.states import CHOICES, describe, in_state
from affiliates.usage import Use, uses

DAYS = 30


class LinkFilters(WagtailFilterSet):
    """By programme and by how a link stands."""

    state = ChoiceFilter(label=_("State"), choices=CHOICES, method="in_this_state")

    class Meta:
        model = AffiliateLink
        fields = ["programme"]

    def in_this_state(self, links: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stand so today."""
        return in_state(links, value, timezone.localdate())


class WideIndexView(IndexView):
    """A list with more columns than a phone is wide."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its look."""
        context = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": ["css/admin/wide-listing.css"]})
        return context


class LinkIndexView(WideIndexView):
    """All links. What the columns show is looked up for all rows at once."""

    def get_base_queryset(self) -> QuerySet:
        """With programmes and the clicks of the last days."""
        since = timezone.localdate() - timedelta(days=DAYS)
        clicks = DailyClicks.objects.filter(link=OuterRef("pk"), day__gt=since).order_by().values("link")
        total = Subquery(clicks.annotate(total=Sum("count")).values("total"))
        return super().get_base_queryset().select_related("programme").annotate(recent=Coalesce(total, 0))

    def get_table(self, object_list: Any) -> Any:
        """Tell each link how it stands and on how many pages."""
        links = list(object_list)
        used = uses(links)
        for link in with_states(links):
            link.uses = used[link.pk]
        return super().get_table(links)


class LinkEditView(EditView):
    """The form, whose own panel tells the usage better than Wagtail's count of references."""

    def get_usage_url(self) -> None:
        """No second count beside it."""
        return

    @property
    def header_more_buttons(self) -> list[Any]:
        """With the way to its clicks."""
        return [*super().header_more_buttons, history_button(self.object, priority=5)]


class LinkDeleteView(DeleteView):
    """The question whether to delete; a used link never gets there (affiliates.deletion)."""

    def get_usage_url(self) -> None:
        """There is no usage to tell."""
        return


class LinkUsageView(UsageView):
    """All pages that show a link, however far away from it."""

    columns = [
        TitleColumn("page", label=_("Page"), accessor="use.name", get_url=lambda row: row["address"]),
        Column("through", label=_("Through"), accessor=lambda row: _way(row["use"])),
        Column("status", label=_("Status"), accessor=lambda row: _status(row["use"])),
    ]

    def get_queryset(self) -> Any:
        """A list of `Use`."""
        return uses_of(self.object)

    def get_table(self, object_list: list[Use], **kwargs: Any) -> Any:
        """Each page with its edit form, where this person may open it."""
        finder = AdminURLFinder(self.request.user)
        rows = [{"use": use, "address": finder.get_edit_url(use.user)} for use in object_list]
        return super(GenericUsageView, self).get_table(rows, **kwargs)


def with_states(links: list[AffiliateLink]) -> list[Any]:
    """`links`, each told in `state` how it stands today."""
    today = timezone.localdate()
    standing = current_links([link.pk for link in links], today)
    for link in links:
        link.state = describe(link, standing.get(link.pk), today)
    return links


def used_in(link: Any) -> str:
    """ "3 pages"."""
    if not all(use.is_page for use in link.uses):
        return gettext("Every page")
    count = len(link.uses)
    return ngettext("%(count)d page", "%(count)d pages", count) % {"count": count} if count else "–"


def _way(use: Use) -> str:
    return " › ".join(str(thing) for thing in use.through)


def _status(use: Use) -> str:
    if not use.is_page:
        return gettext("On every page")
    if use.is_change:
        return gettext("Unpublished change")
    return gettext("Live") if use.user.live else gettext("Draft")
