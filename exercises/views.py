"""The one address of the exercises that is no page's: the script that keeps sessions for offline use."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def follow_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of every session.

    It stands at the root of the site because a script may control only pages below its own folder
    (https://www.w3.org/TR/service-workers/#path-restriction), and keeps its name for good: browsers ask
    this address for news of it. It imports nothing, so that hashed names of static files do not matter.
    """
    script = Path(settings.BASE_DIR, "static", "js", "follow", "worker.js")
    response = HttpResponse(script.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
