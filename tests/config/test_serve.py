"""`make serve` itself: it starts on a free port, answers, seeks, and leaves nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.serving.places import ROOT
from tests import database
from tests.processes import ends

LONGEST = 60


class Site:
    """A site served by the supervisor from a folder of its own."""

    def __init__(self, var: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environ = os.environ | {"PLUMBLINE_VAR": str(var), "PYTHONPATH": str(ROOT / "site")}
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MEDIA_ROOT", "SITE_URL"):
            environ.pop(name, None)
        command = [sys.executable, "-m", "config.serving", "--no-demo", "--port", str(self.port)]
        self.output = var / "output"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=output, stderr=output)

    def wait_for(self, text: str) -> None:
        """Wait until the terminal shows `text`, and fail with what it shows instead."""
        deadline = time.monotonic() + LONGEST
        while text not in (shown := self.output.read_text()):
            assert self.process.poll() is None, shown
            assert time.monotonic() < deadline, shown
            time.sleep(0.05)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Return status and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def family_with(self, *parts: str) -> dict[int, str]:
        """Wait until a process of each of these is there (the last start after the announcement)."""
        deadline = time.monotonic() + LONGEST
        while True:
            family = self.processes()
            missing = [part for part in parts if not any(part in line for line in family.values())]
            if not missing:
                return family
            assert time.monotonic() < deadline, (missing, family)
            time.sleep(0.05)

    def processes(self) -> dict[int, str]:
        """Return the process ids and command lines of everything the supervisor started."""
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True
        )
        rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
        family, found = {self.process.pid}, {}
        for _generation in range(4):
            for pid, parent, arguments in rows:
                if int(parent) in family:
                    family.add(int(pid))
                    found[int(pid)] = arguments
        return found


@pytest.fixture(scope="module")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    var = tmp_path_factory.mktemp("var")
    database.copy_to(var / "db.sqlite3")
    (var / "media").mkdir()
    (var / "media" / "clip.mp4").write_bytes(bytes(range(256)) * 4096)
    site = Site(var)
    try:
        site.wait_for("Plumbline is ready.")
        yield site
    finally:
        site.process.send_signal(signal.SIGTERM)
        site.process.wait(LONGEST)


def test_the_home_page_answers(site: Site) -> None:
    assert site.get("/")[0] == 200


def test_a_video_can_be_sought_in(site: Site) -> None:
    assert site.get("/media/clip.mp4", Range="bytes=1000000-1000003") == (206, b"\x40\x41\x42\x43")
    assert site.get("/media/clip.mp4", Range="bytes=2000000-")[0] == 416


@pytest.mark.parametrize(
    "path",
    [
        "/media/%2e%2e/db.sqlite3",
        "/media/..%2fdb.sqlite3",
        "/media/%00",
        "/media/%ff.png",
        "/media/../db.sqlite3",
    ],
)
def test_the_database_is_not_among_the_media(site: Site, path: str) -> None:
    assert site.get(path) == (404, b"")


def test_a_second_site_on_the_port_says_which_to_try(site: Site) -> None:
    command = [sys.executable, "-m", "config.serving", "--port", str(site.port)]
    environ = os.environ | {"PYTHONPATH": str(ROOT / "site")}
    second = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True)
    assert second.returncode == 1
    assert second.stderr == f"Port {site.port} is taken. Try: make serve PORT={site.port + 1}\n"


def test_sigterm_stops_the_server_the_worker_and_the_scheduler(site: Site) -> None:
    family = site.family_with("granian", "db_worker", "scheduler")
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(LONGEST) == 0
    assert site.output.read_text().endswith("Stopped.\n")
    assert all(ends(pid) for pid in family), family
