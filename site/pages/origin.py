"""Where a request came from, as browsers themselves say it; no script of another site can change that."""

from urllib.parse import unquote, urlsplit

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this very origin sent it; a request that does not say is not."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == _own(request)


def path_before(request: HttpRequest) -> str | None:
    """The path of the page of this origin that led here (from the Referer), decoded; None for any other."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    if f"{before.scheme}://{before.netloc}" != _own(request):
        return None
    return unquote(before.path) or "/"


def _own(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
