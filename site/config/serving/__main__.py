"""`python -m config.serving`: the door behind `make serve`. Asks nothing, stops on Ctrl-C."""

import argparse
import socket
import sys

from config.serving.announcement import announcement
from config.serving.in_use import InUse, mark_in_use
from config.serving.places import ROOT, service_environment, var_dir
from config.serving.prepare import CannotPrepare, is_prepared, prepare
from config.serving.processes import StopSignal
from config.serving.services import services
from config.serving.supervisor import GaveUp, Supervisor, answers


def main() -> int:
    """Prepare, start, announce, watch and stop; returns the exit code."""
    options = _options()
    environ = service_environment(options.port)
    stopping = StopSignal()
    if not _is_free(options.port):
        return _fail(f"Port {options.port} is taken. Try: make serve PORT={options.port + 1}")
    supervisor = Supervisor(environ, ROOT, stopping, _say)
    try:
        with mark_in_use(var_dir()):
            _run(supervisor, environ, options)
    except (CannotPrepare, GaveUp, InUse) as problem:
        return _fail(str(problem))
    return 0


def _run(supervisor: Supervisor, environ: dict[str, str], options: argparse.Namespace) -> None:
    if not is_prepared(environ, demo=options.demo):
        _say("Preparing the database, which the next start skips.")
        prepare(environ, supervisor.stopping, demo=options.demo)
    web, *others = services(options.port)
    try:
        if not supervisor.stopping:
            supervisor.start(web)
            # The others wait, so that the first page has the machine to itself.
            supervisor.wait_until(lambda: answers(options.port))
        if not supervisor.stopping:
            _say(announcement(options.port, environ))
            for service in others:
                supervisor.start(service)
        while not supervisor.stopping:
            supervisor.watch()
    finally:
        supervisor.stop()
    _say("Stopped.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="start with an empty site")
    return parser.parse_args()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the terminal is this command's page


def _fail(text: str) -> int:
    print(text, file=sys.stderr, flush=True)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
