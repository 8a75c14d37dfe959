"""A lock that the kernel releases, so that nobody restores a backup under a running site."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUse(RuntimeError):  # noqa: N818
    """Somebody else holds the folder; the message says what to do."""


@contextmanager
def mark_in_use(var: Path) -> Iterator[None]:
    """Hold `var` as in use by a running site; several sites may. Raises InUse during a restore."""
    with _held(var, fcntl.LOCK_SH, "A backup is being restored. Start again when it is done."):
        yield


@contextmanager
def alone_with(var: Path) -> Iterator[None]:
    """Hold `var` alone, which no running site allows. Raises InUse."""
    with _held(var, fcntl.LOCK_EX, "The site is running. Stop it first (Ctrl-C in `make serve`)."):
        yield


@contextmanager
def _held(var: Path, how: int, otherwise: str) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "in-use").open("w") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except OSError as error:
            raise InUse(otherwise) from error
        yield
