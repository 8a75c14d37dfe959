"""The way to a shop through our own address, and the news that somebody went there directly."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from affiliates import clicks
from affiliates.current import current_links
from affiliates.models import AffiliateLink
from affiliates.proof import stood_on
from affiliates.visitors import is_a_person, is_followed, page_before
from pages.origin import is_from_here, path_before
from pages.readers import open_to_readers


@csrf_exempt  # so that a post hears that it is none of the methods here
@require_safe
def go(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the stored destination and nowhere else; 410 where the link is retired for good."""
    asked = AffiliateLink.objects.filter(slug=slug).select_related("programme").first()
    if asked is None:
        raise Http404(_("There is no such link."))
    link = asked if asked.is_current() else current_links([asked.pk]).get(asked.pk)
    response = _answer(request, link)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest, link: AffiliateLink | None) -> HttpResponse:
    if link is None:
        before = open_to_readers(Page.objects.filter(pk=page_before(request))).first()
        return render(request, "affiliates/gone.html", {"before": before}, status=410)
    if not link.programme.may_redirect:
        return render(request, "affiliates/direct.html", {"link": link})
    if request.method == "GET" and is_followed(request) and is_a_person(request):
        clicks.count(link.pk, page_before(request))
    # The shop learns which site sent somebody, never which page.
    return HttpResponseRedirect(link.destination, headers={"Referrer-Policy": "strict-origin"})


@csrf_exempt
@require_POST
def clicked(request: HttpRequest, slug: str) -> HttpResponse:
    """A page tells that one of its direct links was followed (static/js/paid-links.js).

    Counts only what a page of this origin says about a link that it was rendered with. The answer never
    tells whether it counted; of the body nothing is read.
    """
    path = path_before(request)
    is_valid = is_from_here(request) and path and stood_on(path, slug, request.GET.get("on", ""))
    if is_valid and is_a_person(request):
        link = AffiliateLink.objects.filter(slug=slug, programme__may_redirect=False).first()
        if link:
            clicks.count(link.pk, page_before(request))
    return HttpResponse(status=204)
