"""A service that takes every connection and never says a word."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Silence:
    """Listens on a port of this machine; `asked` is set once somebody has begun to speak to it."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.held: list[socket.socket] = []
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def end(self) -> None:
        """Hang up on everybody."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        for connection in (self.listener, *self.held):
            connection.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:  # the end
                return
            self.held.append(connection)
            self.asked.set()


@contextmanager
def silence() -> Iterator[Silence]:
    """Keep silent for as long as the block takes."""
    service = Silence()
    try:
        yield service
    finally:
        service.end()
