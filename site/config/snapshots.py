"""Copies of a database while it is in use, and the way back; one class per engine."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

# What libpq reads from its environment, so that no password stands in a command line.
LIBPQ = {
    "dbname": "PGDATABASE",
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class SnapshotFailed(RuntimeError):  # noqa: N818
    """The database could not be copied or brought back; the message says why and what helps."""


class Snapshot(Protocol):
    """How one engine is copied to a file and back."""

    def save(self, target: Path) -> None:
        """Write the database as it stands at one moment to `target`. Raises SnapshotFailed."""

    def load(self, source: Path, aside: Path | None) -> None:
        """Replace the database by what `save` wrote; what was there goes to `aside`.

        `aside` is a folder to be made, or None where there was nothing. Raises SnapshotFailed.
        """


class SQLiteSnapshot:
    """SQLite's own backup, which waits for no writer and sees no half transaction."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.path = Path(connection.settings_dict["NAME"])

    def save(self, target: Path) -> None:
        """See Snapshot."""
        address = f"{self.path.resolve().as_uri()}?mode=ro"
        try:
            with (
                closing(sqlite3.connect(address, uri=True)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
        except sqlite3.Error as error:
            raise SnapshotFailed(f"{self.path} cannot be copied: {error}") from error

    def load(self, source: Path, aside: Path | None) -> None:
        """See Snapshot."""
        self._check(source)
        for suffix in ("", "-wal", "-shm"):
            self._clear(self.path.with_name(self.path.name + suffix), aside)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source, self.path)

    def _clear(self, present: Path, aside: Path | None) -> None:
        if aside is None:
            present.unlink(missing_ok=True)  # asking an absent database for its tables has made a file
        elif present.exists():
            aside.mkdir(parents=True, exist_ok=True)
            shutil.move(present, aside / present.name)

    def _check(self, source: Path) -> None:
        try:
            with closing(sqlite3.connect(source)) as connection:
                answer = connection.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.Error as error:
            answer = str(error)
        if answer != "ok":
            raise SnapshotFailed(f"The database in the backup is damaged: {answer}")


class PostgreSQLSnapshot:
    """pg_dump and pg_restore, which must not be older than the server."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        given = connection.get_connection_params()
        self.environ = {LIBPQ[name]: str(given[name]) for name in LIBPQ if given.get(name)}

    def save(self, target: Path) -> None:
        """See Snapshot."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={target}")

    def load(self, source: Path, aside: Path | None) -> None:
        """See Snapshot; all or nothing, and nothing is kept of what was there."""
        name = self.environ.get("PGDATABASE", "")
        options = ("--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction")
        self._run("pg_restore", *options, f"--dbname={name}", str(source))

    def _run(self, tool: str, *arguments: str) -> None:
        path = shutil.which(tool)
        if not path:
            raise SnapshotFailed(f"{tool} is missing. Debian: sudo apt-get install postgresql-client.")
        command = [path, *arguments]
        done = subprocess.run(  # noqa: S603
            command, env=os.environ | self.environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SnapshotFailed(f"{tool} failed: {done.stderr.strip()}")


def snapshot_of(connection: BaseDatabaseWrapper) -> Snapshot:
    """Return the way to copy the database of `connection`."""
    return SQLiteSnapshot(connection) if connection.vendor == "sqlite" else PostgreSQLSnapshot(connection)
