"""The affiliates app in the admin."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from affiliates import rich_text
from affiliates.checks import hints_for
from affiliates.current import current_links
from affiliates.deletion import Refusal, refusals
from affiliates.health.admin import MAY_CHANGE, HealthMenuItem, HealthPanel
from affiliates.health.looks import concerns
from affiliates.models import AffiliateLink
from affiliates.report.menu import ClicksMenuItem, history_button
from affiliates.viewsets import PaidLinksGroup

# As many messages as anybody reads.
NAMED = 5

register_snippet(PaidLinksGroup)


@hooks.register("register_rich_text_features")
def register_paid_links(features: FeatureRegistry) -> None:
    """The button that rich text blocks may have."""
    rich_text.register(features)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_of_typed_links(request: HttpRequest, saved: Page | Model) -> None:
    """Readers are told in any case; autosaving, which asks for JSON, stays silent."""
    if not request.accepts("text/html"):
        return
    hints = hints_for(saved)
    for hint in hints[:NAMED]:
        messages.warning(request, hint)
    if (more := len(hints) - NAMED) > 0:
        text = ngettext("%(count)d more such link.", "%(count)d more such links.", more)
        where = _("The checks panel lists them all.") if isinstance(saved, Page) else ""
        messages.warning(request, f"{text} {where}" % {"count": more})


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_used(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Whether one thing is to go or several ticked in a list: where one of them is needed, all stay."""
    if not (found := refusals(instances)):
        return None
    for refusal in found[:NAMED]:
        _tell(request, refusal)
    if (more := len(found) - NAMED) > 0:
        text = ngettext("%(count)d more is needed.", "%(count)d more are needed.", more)
        messages.error(request, text % {"count": more})
    return redirect(instances[0].snippet_viewset.get_url_name("list"))


@hooks.register("after_create_snippet")
def warn_of_a_day_in_the_past(request: HttpRequest, instance: Any) -> None:
    """A link that begins expired is saved: an old article may be brought over with its old links."""
    if not isinstance(instance, AffiliateLink) or instance.expires_on is None:
        return
    if instance.expires_on > timezone.localdate():
        return
    if stand_in := current_links([instance.pk]).get(instance.pk):
        text = _("“%(name)s” has expired already, so readers get its replacement, “%(stand_in)s”.")
    else:
        text = _(
            "“%(name)s” has expired already, so it leads nowhere. Look at the day, or give a replacement."
        )
    messages.warning(request, text % {"name": instance, "stand_in": stand_in})


@hooks.register("register_admin_urls")
def register_health() -> list[URLPattern | URLResolver]:
    """How the links do."""
    return [path("paid-links/health/", include("affiliates.health.views"))]


@hooks.register("register_reports_menu_item")
def register_health_menu_item() -> HealthMenuItem:
    """Among the reports."""
    return HealthMenuItem()


@hooks.register("construct_homepage_panels")
def add_health_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Only where a link needs a person, for those who may change it."""
    if request.user.has_perm(MAY_CHANGE) and (found := concerns()):
        panels.append(HealthPanel(found))


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern | URLResolver]:
    """The report on clicks."""
    return [path("reports/paid-links/", include("affiliates.report.urls"))]


@hooks.register("register_reports_menu_item")
def register_report_menu_item() -> ClicksMenuItem:
    """Before Wagtail's own reports."""
    address = reverse_lazy("paid_link_report:clicks")
    return ClicksMenuItem(_("Paid links"), address, name="paid-link-clicks", icon_name="link", order=650)


@hooks.register("register_snippet_listing_buttons")
def offer_history(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """From the list of links to each one's clicks."""
    return [history_button(snippet, priority=30)] if isinstance(snippet, AffiliateLink) else []


def _tell(request: HttpRequest, refusal: Refusal) -> None:
    finder = AdminURLFinder(request.user)
    places = ((finder.get_edit_url(holder.thing), holder.name) for holder in refusal.holders)
    buttons = [messages.button(address, name) for address, name in places if address]
    messages.error(request, refusal.reason, buttons=buttons)
