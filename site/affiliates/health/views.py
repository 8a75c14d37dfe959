"""How the links do: all of them, the history of one, and a person's word that one is fine."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from affiliates.health.admin import MAY_CHANGE
from affiliates.health.looks import concerns, edit_address, last_looks
from affiliates.models import AffiliateLink, LinkCheck
from affiliates.states import State, in_state

PER_PAGE = 50


@require_safe
@permission_required(MAY_CHANGE)
def index(request: HttpRequest) -> HttpResponse:
    """Those that need a person, then all in use with the last look at each."""
    links = in_state(AffiliateLink.objects.order_by("name", "pk"), State.CURRENT, timezone.localdate())
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("p"))
    found = last_looks(list(page))
    context = {
        "concerns": concerns(),
        "page": page,
        "rows": [{"link": link, "look": found.get(link.pk)} for link in page],
        **_header(),
    }
    return render(request, "affiliates/health/index.html", context)


@require_safe
@permission_required(MAY_CHANGE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is kept about one link, also from before its destination changed."""
    link = get_object_or_404(AffiliateLink, pk=pk)
    concern = next(iter(concerns([pk])), None)
    context = {
        "link": link,
        "edit_address": edit_address(link),
        "concern": concern,
        "looks": link.checks.all(),
        **_header(link),
    }
    return render(request, "affiliates/health/history.html", context)


@require_POST
@permission_required(MAY_CHANGE)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """A person looked: what was found is fine, until it is something else or is forgotten."""
    link = get_object_or_404(AffiliateLink, pk=pk)
    concern = next(iter(concerns([pk])), None)
    look = concern.standing.look if concern else None
    if look is None or look.verdict != request.POST.get("verdict"):
        messages.warning(request, _("“%(name)s” has changed meanwhile. Look again.") % {"name": link})
    else:
        LinkCheck.objects.create(
            link=link,
            asked=link.destination,
            verdict=LinkCheck.Verdict.ACCEPTED,
            accepted=look.verdict,
            note=_name(request.user),
        )
        messages.success(request, _("“%(name)s” counts as fine while it stays like this.") % {"name": link})
    return redirect("link_health:index")


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username())[:200]


def _header(link: AffiliateLink | None = None) -> dict[str, Any]:
    """What Wagtail's page header shows."""
    title = _("Health of paid links")
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("link_health:index"), "label": title},
    ]
    if link:
        items.append({"url": "", "label": str(link)})
    return {"breadcrumbs_items": items, "header_title": str(link or title), "header_icon": "link"}


app_name = "link_health"
urlpatterns = [
    path("", index, name="index"),
    path("<int:pk>/", history, name="history"),
    path("<int:pk>/accept/", accept, name="accept"),
]
