"""What keeps the services running, shown with services that are one line of Python."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.serving import supervisor as module
from config.serving.processes import StopSignal, run_to_end, start, stop
from config.serving.services import Service
from config.serving.supervisor import GaveUp, Supervisor
from tests.processes import ends

FOREVER = (sys.executable, "-c", "import time; time.sleep(60)")
DEAF = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
)


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> StopSignal:
    """A stop signal that leaves pytest's own handlers alone."""
    monkeypatch.setattr(signal, "signal", lambda *args: None)
    monkeypatch.setattr(module, "PAUSE", 0)
    return StopSignal()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(stopping: StopSignal, said: list[str], tmp_path: Path) -> Supervisor:
    return Supervisor({}, tmp_path, stopping, said.append)


def test_a_service_that_ends_once_is_started_again(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    once = "import pathlib, time; p = pathlib.Path('ran'); p.exists() and time.sleep(60); p.touch()"
    service = Service("worker", (sys.executable, "-c", once))
    supervisor.start(service)
    first = supervisor.running[service].pid
    supervisor.wait_until(lambda: supervisor.running[service].pid != first)
    supervisor.watch()
    assert supervisor.running[service].poll() is None
    supervisor.stop()
    assert said == ["The worker ended by itself (exit code 0); starting it again."]


def test_a_service_that_keeps_ending_stops_everything_with_its_name(supervisor: Supervisor) -> None:
    supervisor.start(Service("web server", (sys.executable, "-c", "raise SystemExit(3)")))
    with pytest.raises(GaveUp, match=r"The web server ended by itself \(exit code 3\), 3 times"):
        supervisor.wait_until(lambda: False)
    supervisor.stop()


def test_nothing_is_started_again_once_a_stop_signal_came(
    supervisor: Supervisor, stopping: StopSignal, said: list[str]
) -> None:
    supervisor.start(Service("worker", (sys.executable, "-c", "")))
    stopping.count = 1
    supervisor.watch()
    supervisor.wait_until(lambda: False)
    supervisor.stop()
    assert said == []


def test_what_does_not_listen_is_ended_after_a_while(tmp_path: Path) -> None:
    deaf = subprocess.Popen(DEAF, stdout=subprocess.PIPE, start_new_session=True)
    deaf.stdout.readline()
    began = time.monotonic()
    stop([deaf], patience=0.2)
    assert deaf.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 5


def test_what_a_service_started_itself_ends_with_it(tmp_path: Path) -> None:
    parent = (
        "import subprocess, sys, time; child = subprocess.Popen(sys.argv[1:]); "
        "print(child.pid, file=open('pid', 'w'), flush=True); time.sleep(60)"
    )
    process = start((sys.executable, "-c", parent, *DEAF), {}, tmp_path)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.02)
    child = (tmp_path / "pid").read_text().strip()
    stop([process])
    assert ends(int(child))


def test_a_command_gives_its_exit_code_or_none_when_stopped(stopping: StopSignal, tmp_path: Path) -> None:
    assert run_to_end((sys.executable, "-c", "raise SystemExit(7)"), {}, tmp_path, stopping) == 7
    stopping.count = 1
    assert run_to_end(FOREVER, {}, tmp_path, stopping) is None
