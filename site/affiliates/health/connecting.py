"""A connection to exactly the network address that was checked, until a moment and no longer."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpcore

from affiliates.health import trouble

# Then the host's next address has its turn: a machine may have IPv6 that leads nowhere.
CONNECT_SECONDS = 5


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The network addresses of `host` in the order in which they should be tried; raises `Trouble`.

    The system's resolver knows no limit in time, so it is asked in a thread that may be left behind.
    """
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        asked = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = asked.result(timeout=seconds)
    except TimeoutError:
        raise trouble.too_slow() from None
    except (OSError, UnicodeError):
        raise trouble.unknown_host(host) from None
    finally:
        pool.shutdown(wait=False)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Pinned(httpcore.NetworkBackend):
    """Connects to `address` whatever the name, which stays in the Host header and the certificate's check.

    What answers drop by drop is given up at `until` (seconds of `clock`).
    """

    def __init__(self, address: str, until: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.address = address
        self.until = until
        self.clock = clock
        self.backend = httpcore.SyncBackend()

    def left(self) -> float:
        """Seconds that may still be spent; raises httpcore's timeout where there are none."""
        if (seconds := self.until - self.clock()) <= 0:
            raise httpcore.ReadTimeout
        return seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the pinned address; `host` is not looked up again."""
        seconds = min(self.left(), CONNECT_SECONDS)
        stream = self.backend.connect_tcp(self.address, port, seconds, local_address, socket_options)
        return _Limited(stream, self)


class _Limited(httpcore.NetworkStream):
    """A stream whose every step ends in time."""

    def __init__(self, stream: httpcore.NetworkStream, pinned: Pinned) -> None:
        self.stream = stream
        self.pinned = pinned

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.pinned.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.pinned.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Limited(self.stream.start_tls(ssl_context, server_hostname, self.pinned.left()), self.pinned)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
