"""The web server of `make serve` on the test's own database, to be killed and started again."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from config.serving.places import ROOT, service_environment
from config.serving.processes import stop
from config.serving.services import services
from config.serving.supervisor import answers
from tests.benchmarks.servers import free_port

LONGEST = 60.0


class Server:
    """Two workers and the process that keeps them; what they print goes to a file in `folder`.

    They believe a proxy on this machine, so that every post can come from an address of its own.
    Use it as a context manager: it starts at the beginning and has ended at the end.
    """

    def __init__(self, folder: Path, **environ: str) -> None:
        self.port = free_port()
        own = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": _address_of_the_test_database(),
            "PLUMBLINE_VAR": str(folder),
            "TRUSTED_PROXIES": "127.0.0.1/32",
        }
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("SITE_URL", "MEDIA_ROOT")
        }
        self.environ = service_environment(self.port, inherited | own | environ)
        self.log = folder / "server.log"
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        stop(self.processes, patience=2)  # a task that hangs has no time to lose

    def start(self) -> None:
        """Start the web server, again after `kill`; returns when it answers."""
        self.web = self.run(services(self.port)[0].command)
        self._wait_until(lambda: answers(self.port))

    def run(self, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        """Start a process of the site that ends with the server."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, env=self.environ, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def kill(self) -> None:
        """End the whole web server in the middle of what it does."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait(LONGEST)

    def kill_a_worker(self) -> None:
        """End one of the two workers in the middle of what it does."""
        self.workers_before = self.workers()
        os.kill(min(self.workers_before), signal.SIGKILL)

    def wait_for_the_new_worker(self) -> None:
        """Returns when the killed worker has a successor."""
        survivors = self.workers_before - {min(self.workers_before)}
        self._wait_until(lambda: len(self.workers() - self.workers_before) == 1)
        assert survivors < self.workers()

    def workers(self) -> set[int]:
        """The process ids of the workers."""
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,args="], capture_output=True, text=True
        )
        rows = [line.split(None, 3) for line in listing.stdout.splitlines()]
        return {
            int(pid)
            for pid, parent, state, *arguments in rows
            if int(parent) == self.web.pid and state[0] != "Z" and "resource_tracker" not in str(arguments)
        }

    def printed(self) -> str:
        """Everything the server has printed so far."""
        return self.log.read_text(errors="replace")

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LONGEST
        while not is_so():
            assert self.web.poll() is None, self.printed()
            assert time.monotonic() < deadline, self.printed()
            time.sleep(0.05)


def _address_of_the_test_database() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
