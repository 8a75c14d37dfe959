"""A shop on this machine that answers as it is told, and the tools that may look at it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from affiliates.health.fetching import Fetcher
from affiliates.health.pace import Pace
from affiliates.health.rounds import Tools

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Shop:
    """`pages`: what to do for a path, by all methods or by one ("HEAD /x")."""

    port: int = 0
    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def at(self, path: str, host: str = "shop.example") -> str:
        """The address of `path` here."""
        return f"http://{host}:{self.port}{path}"


def status(code: int, **headers: str) -> Reply:
    """That answer."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return reply


def redirect(to: str, code: int = 301) -> Reply:
    """On to that address."""
    return status(code, Location=to)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """No answer at all."""
    handler.close_connection = True
    handler.connection.close()


@contextmanager
def open_shop() -> Iterator[Shop]:
    """A shop that answers 200 to what it was not told about."""
    shop = Shop()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            shop.asked.append(f"{self.command} {self.path}")
            shop.headers.append(dict(self.headers))
            reply = shop.pages.get(f"{self.command} {self.path}") or shop.pages.get(self.path)
            (reply or status(200))(self)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shop.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(shop: Shop, **changes: Any) -> Fetcher:
    """One that may ask this machine, and finds every host here."""
    values = {
        "resolve": lambda host, port, seconds: ["127.0.0.1"],
        "allows": lambda address: address == "127.0.0.1",
        "ports": (shop.port,),
    }
    return Fetcher(**values | changes)


def tools(shop: Shop, clock: Clock | None = None, **changes: Any) -> Tools:
    """The same with a pace that costs no time."""
    clock = clock or Clock()
    return Tools(fetcher(shop, **changes), Pace(clock=clock, sleep=clock.sleep))
