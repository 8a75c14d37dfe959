"""One request over HTTP, for looking at what a server answers."""

import http.client
from urllib.parse import urlsplit

from tests.benchmarks.errors import CannotMeasure

PATIENCE = 60.0


def fetch(url: str) -> bytes:
    """Return the body of `url`; CannotMeasure where it is empty or the answer is not 200."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        return ask(connection, f"{parts.path}?{parts.query}" if parts.query else parts.path)
    finally:
        connection.close()


def ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The same on a connection that stays open, which saves the time to make one."""
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise CannotMeasure(f"No answer for {path} on port {connection.port}: {error!r}") from error
    if response.status != 200 or not body:
        raise CannotMeasure(f"{path} on port {connection.port} answered {response.status}.")
    return body
