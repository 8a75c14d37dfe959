"""Keeps the services running: starts again what ends by itself, gives up on what keeps ending."""

import http.client
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from config.serving.processes import StopSignal, start, stop
from config.serving.services import Service

TICK = 0.1
PAUSE = 1.0
ATTEMPTS = 3
WINDOW = 60.0


class GaveUp(RuntimeError):  # noqa: N818 - what happened, not an error class of a library
    """A service ended by itself too often; the message says which and how."""


class Supervisor:
    """Runs services until a stop signal comes.

    A service that ends by itself is started again after a second; the third end within a minute
    raises GaveUp, since a service that cannot run will not start working by being asked again.
    """

    def __init__(
        self, environ: Mapping[str, str], folder: Path, stopping: StopSignal, say: Callable[[str], None]
    ) -> None:
        self.environ = environ
        self.folder = folder
        self.stopping = stopping
        self.say = say
        self.running: dict[Service, subprocess.Popen[bytes]] = {}
        self.ends: dict[Service, deque[float]] = {}

    def start(self, service: Service) -> None:
        """Start a service and watch it from now on."""
        self.running[service] = start(service.command, self.environ, self.folder)
        self.ends.setdefault(service, deque(maxlen=ATTEMPTS))

    def wait_until(self, is_ready: Callable[[], bool]) -> None:
        """Watch the services until `is_ready` or a stop signal."""
        while not self.stopping and not is_ready():
            self.watch()

    def watch(self) -> None:
        """Look after every service once, then pause for a tick. Raises GaveUp."""
        for service, process in list(self.running.items()):
            if process.poll() is not None and not self.stopping:
                self._start_again(service, process)
        time.sleep(TICK)

    def stop(self) -> None:
        """Stop all services; returns when none of their processes is left."""
        stop(list(self.running.values()))
        self.running.clear()

    def _start_again(self, service: Service, process: subprocess.Popen[bytes]) -> None:
        ends = self.ends[service]
        ends.append(time.monotonic())
        how = f"The {service.name} ended by itself ({_describe(process.returncode)})"
        stop([process])
        if len(ends) == ATTEMPTS and ends[-1] - ends[0] < WINDOW:
            raise GaveUp(f"{how}, {ATTEMPTS} times within a minute.")
        self.say(f"{how}; starting it again.")
        time.sleep(PAUSE)
        self.start(service)


def answers(port: int) -> bool:
    """Whether a web server on this machine answers a request for the home page, with any status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _describe(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
