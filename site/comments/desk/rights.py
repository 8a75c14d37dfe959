"""Who may sit at the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail.utils.urlpatterns import decorate_urlpatterns


def may_moderate(user: Any) -> bool:
    """Whether `user` may see what waits and decide about it."""
    return user.has_perm("comments.moderate_comment")


def moderators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to everybody else who is signed in; Wagtail asks strangers to sign in before that.

    A page of ours: Wagtail turns PermissionDenied into a redirect to the admin's home.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if may_moderate(request.user) else _refused(request)

    return guarded


def refusals_explained(addresses: list[URLPattern]) -> list[URLPattern]:
    """`addresses` of Wagtail's own views, with the same page for whom they refuse."""
    return decorate_urlpatterns(addresses, _explained)


def _explained(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def explained(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return _refused(request)

    return explained


def _refused(request: HttpRequest) -> HttpResponse:
    context = {"header_title": _("Only for moderators"), "header_icon": "lock"}
    return render(request, "comments/desk/refused.html", context, status=403)


def for_moderators(addresses: list[URLPattern]) -> list[URLPattern]:
    """`addresses`, each of them for moderators only, before anything else is said about a request."""
    return decorate_urlpatterns(addresses, moderators_only)
