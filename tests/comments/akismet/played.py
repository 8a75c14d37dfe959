"""A local server that plays Akismet, with its moods: fast, slow, broken, too busy, offended."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs

THANKS = "Thanks for making the web a better place."


class Answer(NamedTuple):
    """What it says; `delay` seconds before anything, `drip` seconds before each byte."""

    text: str = "false"
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012
    delay: float = 0
    drip: float = 0


HAM, SPAM = Answer("false"), Answer("true")
DISCARD = Answer("true", headers={"X-akismet-pro-tip": "discard"})
INVALID = Answer("invalid", headers={"X-akismet-debug-help": "We were unable to parse your blog URI"})
SUSPENDED = Answer(
    "true", headers={"X-akismet-alert-code": "10003", "X-akismet-alert-msg": "Your <b>account</b> is suspended."}
)  # fmt: skip


class PlayedAkismet:
    """Listens at `address`; answers a check with `check`, a submission with `submission`, verify-key with
    `key`. `heard` are the requests as (call, fields, headers); each field is a list of values."""

    def __init__(self) -> None:
        self.check, self.submission, self.key = HAM, Answer(THANKS), Answer("valid")
        self.heard: list[tuple[str, dict[str, list[str]], Any]] = []
        self.hung_up = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Wake whoever still waits, and stop."""
        self.hung_up.set()
        self.server.shutdown()
        self.server.server_close()

    def calls(self) -> list[str]:
        """What was called, in order."""
        return [call for call, _fields, _headers in self.heard]

    def fields(self) -> dict[str, str | list[str]]:
        """The last request's fields; those that came once as text."""
        return {name: one[0] if len(one) == 1 else one for name, one in self.heard[-1][1].items()}

    def answer(self, call: str) -> Answer:
        """What it says to `call`."""
        return {"comment-check": self.check, "verify-key": self.key}.get(call, self.submission)


def _handler(played: PlayedAkismet) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            call = self.path.removeprefix("/1.1/")
            played.heard.append((call, parse_qs(body, keep_blank_values=True), self.headers))
            answer = played.answer(call)
            played.hung_up.wait(answer.delay)
            with suppress(OSError):  # whoever asked may have gone
                self._say(answer)

        def _say(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.text)))
            self.end_headers()
            for byte in answer.text.encode():
                if answer.drip:
                    time.sleep(answer.drip)
                self.wfile.write(bytes([byte]))
                self.wfile.flush()

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler
