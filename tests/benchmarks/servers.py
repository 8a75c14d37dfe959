"""A server of our own on 127.0.0.1 for as long as it is measured."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from config.serving.places import ROOT
from config.serving.processes import start, stop
from config.serving.supervisor import answers
from tests.benchmarks.errors import CannotMeasure

PATIENCE = 60.0


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: Sequence[str], environ: Mapping[str, str], port: int) -> Iterator[int]:
    """Run a server until the block ends, and enter the block once it answers on `port`.

    Gives the number of its process group. Raises CannotMeasure when it ends or stays silent.
    """
    process = start(command, environ, ROOT)
    try:
        _wait_for(process, port)
        yield process.pid
    finally:
        stop([process])


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise CannotMeasure(f"{process.args} does not answer on port {port}.")
        time.sleep(0.05)
