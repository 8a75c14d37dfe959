"""The three processes that make up a running site."""

import sys
from dataclasses import dataclass

from config.serving.places import ROOT, manage


@dataclass(frozen=True)
class Service:
    """A process to keep running: what people call it and its command line."""

    name: str
    command: tuple[str, ...]


def services(port: int) -> list[Service]:
    """Return the services of a site on 127.0.0.1:`port`; the first one answers requests."""
    return [
        Service("web server", _granian(port)),
        Service(
            "task worker",
            manage(
                "db_worker", "--backend=background", "--queue-name=*", "--no-startup-delay", "--no-reload"
            ),
        ),
        Service("scheduler", manage("scheduler")),
    ]


def _granian(port: int) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "granian", "config.wsgi:application"),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "16"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
        *("--working-dir", str(ROOT), "--log-level", "error"),
    )
