"""Turns a refused publishing into a message where the editor is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.publishing import PublishRefused


class ExplainRefusedPublishing:
    """Answer `PublishRefused` from any admin view with its reasons and the page's edit form.

    Bulk actions, workflow approvals and revision views publish without validating; one place
    here spares each of them an override.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Redirect to the editor of the refused page; other exceptions go on."""
        if not isinstance(exception, PublishRefused):
            return None
        page = exception.page
        heading = _("“%(title)s” is not complete, so nothing was published.") % {
            "title": page.get_admin_display_title()
        }
        messages.error(request, " ".join([heading, *exception.messages]))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
