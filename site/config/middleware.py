"""One middleware: the admin has a content security policy of its own."""

from collections.abc import Callable

from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class AdminContentSecurityPolicy:
    """Replace the strict policy under /admin/ by ADMIN_CONTENT_SECURITY_POLICY.

    Draft.js writes inline styles, Wagtail's date pickers and inline panels inline scripts;
    readers' pages keep the strict policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.with_admin_policy = csp(settings.ADMIN_CONTENT_SECURITY_POLICY)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/admin/"):
            return self.with_admin_policy(request)
        return self.get_response(request)
