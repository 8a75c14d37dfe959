"""Bringing the database up to date before a start, and skipping that when nothing has changed."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.serving.places import ROOT, database_url, manage, var_dir
from config.serving.processes import StopSignal, run_to_end

CONTENT = ("requirements/runtime.txt", "*/migrations/*.py", "site/*/migrations/*.py", "site/demo/**/*")
COUNT = "SELECT count(*) FROM django_migrations"


class CannotPrepare(RuntimeError):  # noqa: N818
    """A step before the start failed; the message names the command."""


def is_prepared(environ: Mapping[str, str], *, demo: bool = True) -> bool:
    """Whether an earlier start has done what `prepare` does, and the database still has it.

    The stamp holds a hash of everything the steps read and the number of migrations in the
    database, so that a database that was emptied, restored or replaced is looked at again.
    """
    stamp = _stamp_file(environ)
    return stamp.exists() and stamp.read_text() == _stamp(environ, demo)


def prepare(environ: Mapping[str, str], stopping: StopSignal, *, demo: bool = True) -> None:
    """Migrate the database, load the demo content, and leave the stamp; ends early on a stop signal.

    Raises CannotPrepare when a step fails.
    """
    # WhiteNoise warns at each start where the folder for collected files is missing.
    (var_dir(environ) / "static").mkdir(parents=True, exist_ok=True)
    steps = [("migrate", "--noinput", "--verbosity=0"), *([("load_demo", "--if-empty")] if demo else [])]
    for step in steps:
        code = run_to_end(manage(*step), environ, ROOT, stopping)
        if stopping:
            return
        if code != 0:
            raise CannotPrepare(f"`manage.py {step[0]}` failed, so nothing was started.")
    _stamp_file(environ).write_text(_stamp(environ, demo))


def fingerprint(root: Path, words: Iterable[str]) -> str:
    """Return a hash over the files under `root` that CONTENT names, with their names, and `words`."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in _files(root):
        digest.update(f"\0{file.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def applied_migrations(url: str) -> int | None:
    """Return how many migrations the database at `url` has had; None where it cannot be asked."""
    try:
        if url.startswith("sqlite"):
            return _count_in_sqlite(ROOT / unquote(urlsplit(url).path[1:]))
        return _count_in_postgresql(url)
    except Exception:  # whatever is wrong, the migration that follows explains it better
        return None


def _stamp_file(environ: Mapping[str, str]) -> Path:
    return var_dir(environ) / "serve-stamp"


def _stamp(environ: Mapping[str, str], demo: bool) -> str:
    url = database_url(environ)
    inputs = fingerprint(ROOT, [url, environ.get("DEMO_PASSWORD", ""), str(demo)])
    return f"{inputs} {applied_migrations(url)}\n"


def _files(root: Path) -> Iterator[Path]:
    found = {file for pattern in CONTENT for file in root.glob(pattern)}
    yield from sorted(file for file in found if file.is_file() and "__pycache__" not in file.parts)


def _count_in_sqlite(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(COUNT).fetchone()[0]


def _count_in_postgresql(url: str) -> int:
    import psycopg

    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute(COUNT).fetchone()
    return row[0] if row else 0
