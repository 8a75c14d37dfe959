"""A migrated SQLite database is made once and copied, since Wagtail's migrations take ten seconds."""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

_OUR_IMPORT = re.compile(r"^(?:from|import) ([\w.]+)", re.MULTILINE)


def copy_instead_of_migrating(connection: BaseDatabaseWrapper, folder: Path) -> None:
    """Make Django's test set-up copy the template into `folder` where it would run the migrations."""
    connection.creation.create_test_db = partial(_create, connection, folder / "test.sqlite3")


def put_back(connection: BaseDatabaseWrapper) -> None:
    """Give an SQLite test database the rows that migrations made, as a flush leaves it without any."""
    connection.ensure_connection()
    with closing(sqlite3.connect(_template_file())) as source:
        source.backup(connection.connection)


def copy_to(target: Path) -> None:
    """Write a migrated database to `target`; wants the fixture django_db_setup, on SQLite."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_template_file(), target)


def _create(connection: BaseDatabaseWrapper, target: Path, *args: object, **options: object) -> str:
    template = _template_file()
    template.parent.mkdir(parents=True, exist_ok=True)
    with template.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second pytest worker waits for the first one's template
        if not template.exists():
            _make_template(connection, template)
    _point_to(connection, target)
    put_back(connection)
    return str(target)


def _make_template(connection: BaseDatabaseWrapper, template: Path) -> None:
    for outdated in template.parent.glob("template-*.sqlite3"):
        outdated.unlink()
    raw = template.with_suffix(".raw")
    raw.unlink(missing_ok=True)
    connection.settings_dict["TEST"]["NAME"] = str(raw)
    migrate: Callable[..., str] = partial(type(connection.creation).create_test_db, connection.creation)
    migrate(verbosity=0, autoclobber=True, serialize=False)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(template)])
    connection.close()
    for leftover in template.parent.glob(f"{raw.name}*"):
        leftover.unlink()


def _point_to(connection: BaseDatabaseWrapper, target: Path) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = str(target)
    connection.settings_dict["NAME"] = str(target)


def _template_file() -> Path:
    """The name holds a hash of all migrations and of the modules of ours that they import."""
    digest = hashlib.sha256("\0".join(settings.INSTALLED_APPS).encode())
    for file in sorted(set(_sources())):
        digest.update(file.read_bytes())
    return Path(settings.VAR_DIR) / "tests" / f"template-{digest.hexdigest()[:20]}.sqlite3"


def _sources() -> Iterator[Path]:
    for app in apps.get_app_configs():
        for migration in Path(app.path, "migrations").glob("*.py"):
            yield migration
            if migration.is_relative_to(settings.BASE_DIR):
                yield from _imported_from_here(migration)


def _imported_from_here(migration: Path) -> Iterator[Path]:
    here = f"{settings.BASE_DIR}{os.sep}"
    for name in _OUR_IMPORT.findall(migration.read_text(encoding="utf-8")):
        origin = getattr(importlib.util.find_spec(name), "origin", None) or ""
        if origin.startswith(here) and "site-packages" not in origin:
            yield Path(origin)
