"""Who may see the report: whoever may see the links."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from affiliates.models import AffiliateLink

ANY_OF = ("add", "change", "delete", "view")


def may_see(user: Any) -> bool:
    """As for the list of links."""
    return policy_registry.get_by_type(AffiliateLink).user_has_any_permission(user, ANY_OF)


def for_link_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to everybody else who is signed in; Wagtail asks strangers to sign in before that.

    A page of ours: Wagtail turns PermissionDenied into a redirect to the admin's home.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            context = {"header_title": _("Only for keepers of paid links"), "header_icon": "lock"}
            return render(request, "affiliates/report/refused.html", context, status=403)
        return view(request, *args, **kwargs)

    return guarded
