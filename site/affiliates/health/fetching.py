"""One request to a public host: no cookies, no proxy, nothing followed, nothing of the body read."""

import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

import httpcore
import httpx
from django.conf import settings

from affiliates.health import connecting, trouble
from affiliates.health.addresses import is_public
from affiliates.health.trouble import Trouble

SECONDS = 15
# Of a host with many network addresses.
ADDRESSES = 3
WEB_PORTS = (80, 443)


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, and where it leads on."""

    status: int
    location: str = ""


@dataclass(frozen=True)
class Fetcher:
    """Asks one address at a time. Other values than these are for tests, which have a server of their own."""

    resolve: Callable[[str, int, float], list[str]] = connecting.resolve
    allows: Callable[[str], bool] = is_public
    ports: Collection[int] = WEB_PORTS
    clock: Callable[[], float] = time.monotonic
    tls: ssl.SSLContext | None = None

    def ask(self, method: str, url: httpx.URL, seconds: float = SECONDS) -> Answer:
        """The answer to one request, which took at most `seconds`; raises `Trouble`.

        Every network address of the host has to be public, and what is connected to is one of those that
        were checked: a name that leads elsewhere a moment later (DNS rebinding) changes nothing.
        """
        until = self.clock() + min(seconds, SECONDS)
        host, port = host_of(url), url.port or {"https": 443}.get(url.scheme, 80)
        if url.scheme not in ("http", "https") or port not in self.ports or url.userinfo or not host:
            raise trouble.not_followed(str(url))
        addresses = self.resolve(host, port, until - self.clock())
        if not addresses or not all(map(self.allows, addresses)):
            raise trouble.private(host)
        for address in addresses[:ADDRESSES]:
            try:
                return self._ask(method, url, connecting.Pinned(address, until, self.clock))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = _as_trouble(error, host)
        raise failure

    def _ask(self, method: str, url: httpx.URL, pinned: connecting.Pinned) -> Answer:
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self.tls, network_backend=pinned, max_connections=1
                ) as pool,
                pool.stream(method, target, headers=_headers(url)) as response,
            ):
                return Answer(response.status, _location(response.headers))
        except (httpcore.ConnectError, httpcore.ConnectTimeout):
            raise
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _as_trouble(error, host_of(url)) from None


def host_of(url: httpx.URL) -> str:
    """In the letters of the DNS; httpx's own `host` fails for names that only look like encoded ones."""
    return url.raw_host.decode("ascii")


def _headers(url: httpx.URL) -> list[tuple[bytes, bytes]]:
    who = f"{settings.WAGTAIL_SITE_NAME} link check (+{settings.WAGTAILADMIN_BASE_URL})"
    return [
        (b"Host", url.netloc),
        (b"User-Agent", " ".join(who.encode("ascii", "ignore").decode().split()).encode()),
        (b"Accept", b"text/html,*/*;q=0.8"),
        (b"Accept-Encoding", b"identity"),
        (b"Connection", b"close"),
    ]


def _location(headers: list[tuple[bytes, bytes]]) -> str:
    found = next((value for name, value in headers if name.lower() == b"location"), b"")
    try:
        return found.decode()
    except UnicodeDecodeError:
        return found.decode("latin-1")


def _as_trouble(error: Exception, host: str) -> Trouble:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLError):
        return trouble.bad_certificate(host, getattr(cause, "verify_message", "") or cause.reason or "TLS")
    if isinstance(error, httpcore.TimeoutException):
        return trouble.too_slow()
    if isinstance(error, httpcore.ConnectError):
        return trouble.no_connection(host)
    if isinstance(error, httpcore.NetworkError) or "disconnected" in str(error):
        return trouble.closed(host)
    return trouble.no_web_answer(host)
