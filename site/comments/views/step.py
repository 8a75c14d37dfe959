"""What is said about one exercise of a page, on a page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments.pins import steps_for
from comments.reading import THREADS_A_PAGE, roots_of, with_replies
from comments.views.subject import page_or_404
from pages.listing import page_of
from pages.models import SiteSettings


@require_safe
def show(request: HttpRequest, page_id: int, step_id: str) -> HttpResponse:
    """The threads about exercise `step_id` of a page, oldest first; 404 where it has no such exercise."""
    page = page_or_404(page_id)
    step = next((one for one in steps_for(page) if one.id == step_id), None)
    if step is None:
        raise Http404(_("There is no such step on this page."))
    part = page_of(roots_of(page).filter(exercise=step.id), request.GET, THREADS_A_PAGE)
    context = {
        "subject": page,
        "step": step,
        "threads": with_replies(page, list(part)),
        "slice": part,
        "is_open": page.takes_comments(SiteSettings.for_request(request)),
    }
    response = render(request, "comments/step.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
