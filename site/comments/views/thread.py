"""A conversation on a page of its own, for those that are too long to stand under the article."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments.models import Comment
from comments.reading import REPLIES_A_PAGE, arrange, replies_in, roots_of
from comments.views.subject import page_or_404
from pages.listing import page_of
from pages.models import SiteSettings


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The thread that begins with comment `pk`; a reply's number leads to its thread."""
    comment = Comment.objects.only("pk", "page", "thread").filter(pk=pk).first() if pk < 2**63 else None
    if comment is None:
        raise Http404(_("There is no such conversation."))
    page = page_or_404(comment.page_id)
    if comment.thread_id:
        return redirect(f"{reverse('comments:thread', args=[comment.thread_id])}#{comment.anchor}")
    roots = list(roots_of(page).filter(pk=pk))
    if not roots:
        raise Http404(_("There is no such conversation."))
    part = page_of(replies_in(roots), request.GET, REPLIES_A_PAGE)
    context = {
        "subject": page,
        "threads": arrange(page, roots, list(part)),
        "slice": part,
        "is_open": page.takes_comments(SiteSettings.for_request(request)),
    }
    response = render(request, "comments/thread.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
