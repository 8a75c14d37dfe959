"""Refusing a body that no comment needs, before anything of it is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Ten thousand characters, the most that a comment may have, are 120 kB when each is a percent-encoded
# emoji: who types more than that is told so at the field, not by a bare 413.
MAX_BODY = 150_000


def small_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 413 where Content-Length says more than MAX_BODY, or no number."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MAX_BODY:
            return render(request, "comments/too_large.html", status=413)
        return view(request, *args, **kwargs)

    return checked
