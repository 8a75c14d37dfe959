"""Protection against posts from other sites, without a cookie or a token in the page.

The pages that carry the form are the same for everybody, so there is no secret to compare. Browsers
say themselves where a request came from; no script of another site can change what they say.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from pages.origin import is_from_here

View = Callable[..., HttpResponse]


def from_here_only(view: View) -> View:
    """Answer 403 to posts from elsewhere; in place of Django's check, which needs a cookie."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not is_from_here(request):
            return render(request, "comments/from_elsewhere.html", status=403)
        return view(request, *args, **kwargs)

    return checked
