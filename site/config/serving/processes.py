"""Starting and stopping a process together with everything it started itself."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 10.0


class StopSignal:
    """Notes Ctrl-C, SIGTERM and a closed terminal instead of interrupting; true once one arrived."""

    def __init__(self) -> None:
        self.count = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def __bool__(self) -> bool:
        return self.count > 0

    def _note(self, number: int, frame: object) -> None:
        self.count += 1


def start(command: Sequence[str], environ: Mapping[str, str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a process as the head of a group of its own, so that Ctrl-C reaches only the supervisor."""
    return subprocess.Popen(command, env=dict(environ), cwd=folder, start_new_session=True)  # noqa: S603


def stop(processes: Sequence[subprocess.Popen[bytes]], patience: float = PATIENCE) -> None:
    """Ask all to stop, wait up to `patience` seconds for them together, then end what is left."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + patience
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
        _end_group(process)
        process.wait()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # macOS says EPERM for a group that has ended
        return


def run_to_end(
    command: Sequence[str], environ: Mapping[str, str], folder: Path, stopping: StopSignal
) -> int | None:
    """Run a command and return its exit code, or None when a stop signal came first and ended it."""
    process = start(command, environ, folder)
    while process.poll() is None and not stopping:
        time.sleep(0.02)
    if stopping:
        stop([process])
        return None
    return process.returncode
