"""Answers that search engines leave out, and pages that only whoever has their secret address sees."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Neither stored nor indexed, and the address is told to no other site."""

    @wraps(view)
    def private(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return private


def noindex(response: HttpResponse) -> HttpResponse:
    """`response`, to be left out by search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response


def form_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with a form: left out by search engines, and stored nowhere with what was typed in it."""
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return noindex(response)
