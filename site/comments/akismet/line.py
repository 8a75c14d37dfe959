"""The connection to Akismet: the address, the time it may take, and what the `akismet` package leaves out."""

import time
from typing import Any

import akismet
import httpx
from django.conf import settings

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 10.0
# Its answers are words; more than this is somebody else's page.
MAX_ANSWER = 10_000


class Line(httpx.Client):
    """The HTTP client that is given to the package, for one call.

    The package always calls its own address, takes no field that it does not know, and tells of an
    answer neither the headers nor, when it arrives drop by drop, that the time is over. Here `extra`
    fields are added, `headers_heard` are kept, and an answer is read for TOTAL_SECONDS at most.
    """

    def __init__(self, extra: dict[str, Any]) -> None:
        timeout = httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)
        super().__init__(headers={"User-Agent": f"Plumbline | {akismet.USER_AGENT}"}, timeout=timeout)
        self.extra = extra
        self.headers_heard = httpx.Headers()

    def post(self, url: Any, **kwargs: Any) -> httpx.Response:
        """Send the package's form and ours to AKISMET_URL."""
        until = time.monotonic() + TOTAL_SECONDS
        address = settings.AKISMET_URL.rstrip("/") + httpx.URL(url).path
        with self.stream("POST", address, data={**kwargs["data"], **self.extra}) as response:
            self.headers_heard = response.headers
            text = _read(response, until).strip()
        return httpx.Response(
            response.status_code, headers=_of_text(response), content=text, request=response.request
        )


def _of_text(response: httpx.Response) -> list[tuple[str, str]]:
    """Without what was true of the answer as it was sent: compressed, maybe in pieces."""
    about_body = ("content-encoding", "content-length", "transfer-encoding")
    return [(name, value) for name, value in response.headers.items() if name not in about_body]


def _read(response: httpx.Response, until: float) -> bytes:
    read = b""
    for piece in response.iter_bytes():
        read += piece
        if time.monotonic() > until:
            raise httpx.ReadTimeout("The answer takes too long.", request=response.request)
        if len(read) > MAX_ANSWER:
            break
    return read
