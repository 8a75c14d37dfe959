"""An empty database for one run, by the name people know it by."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.postgresql import postgresql


@contextmanager
def empty_sqlite(folder: Path) -> Iterator[str]:
    """Give the address of a file in `folder`."""
    yield f"sqlite:///{folder / 'db.sqlite3'}"


@contextmanager
def empty_postgresql(folder: Path) -> Iterator[str]:
    """Give the address of a new database on the PostgreSQL that the tests use; dropped at the end."""
    name = f"plumbline_bench_{os.getpid()}"
    with postgresql() as server:
        _execute(server, f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


DATABASES: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "SQLite": empty_sqlite,
    "PostgreSQL": empty_postgresql,
}


def _execute(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]
