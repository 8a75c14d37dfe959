"""A mail server on this machine that misbehaves as told."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Conversation(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].decode().upper()
            answer = self.server.answers.get(word)
            if answer == "hang":
                self.server.freed.wait(10)
                return None
            if answer == "hang up":
                return None
            if word == "QUIT":
                return self._say("221 bye")
            if word == "DATA" and not answer:
                self._take()
                continue
            self._say(answer or "250 fine")
        return None

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.taken.append(b"".join(lines))
        if (answer := self.server.answers.get(".")) == "hang up":
            # Both ways at once, so that the client sees the end and no answer.
            self.request.shutdown(socket.SHUT_RDWR)
            return
        self._say(answer or "250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` by command ("." is the end of a mail): an answer, "hang" or "hang up". `taken` holds mails."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers: dict[str, str] = {}
        self.taken: list[bytes] = []
        self.freed = threading.Event()


@contextmanager
def mail_server(settings: Any) -> Iterator[MailServer]:
    """Run one, and have the site mail by it."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 0.3
        yield server
        server.freed.set()
        server.shutdown()
