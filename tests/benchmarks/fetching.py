"""One request over HTTP, for looking at what a server answers."""

import http.client
from urllib.parse import urlsplit

from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.targets import STATUS

PATIENCE = 60.0
# A click on a paid link by anything else would not be counted, which is half of its cost.
BROWSER = "Mozilla/5.0 (X11; Linux x86_64)"


def fetch(url: str) -> bytes:
    """Return the body of `url`; CannotMeasure where the answer is not what `targets` says, or a 200 without body."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        return ask(connection, f"{parts.path}?{parts.query}" if parts.query else parts.path)
    finally:
        connection.close()


def ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The same on a connection that stays open, which saves the time to make one."""
    try:
        connection.request("GET", path, headers={"User-Agent": BROWSER})
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise CannotMeasure(f"No answer for {path} on port {connection.port}: {error!r}") from error
    expected = STATUS.get(path, 200)
    if response.status != expected or (expected == 200 and not body):
        raise CannotMeasure(f"{path} on port {connection.port} answered {response.status}.")
    return body
