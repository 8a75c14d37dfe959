"""The way to a shop through our own address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from affiliates.current import current_links
from affiliates.models import AffiliateLink


@require_safe
def go(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the stored destination and nowhere else; 410 where the link is retired for good."""
    found = AffiliateLink.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise Http404(_("There is no such link."))
    link = current_links([found]).get(found)
    response: HttpResponse = (
        HttpResponseRedirect(link.destination)
        if link
        else render(request, "affiliates/gone.html", status=410)
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
