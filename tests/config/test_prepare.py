"""When a start may skip the migrations and the demo content, and when it may not."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.serving import prepare as module
from config.serving.announcement import announcement
from config.serving.places import service_environment
from config.serving.prepare import CannotPrepare, fingerprint, is_prepared, prepare
from config.serving.processes import StopSignal


class Steps:
    """Stands for Django's commands: notes them, and makes the table that migrating makes."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.names: list[str] = []
        self.code = 0

    def __call__(self, command: tuple[str, ...], *rest: object) -> int:
        self.names.append(command[2])
        migrate(self.database, 5)
        return self.code


def migrate(database: Path, count: int) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS django_migrations")
        connection.execute("CREATE TABLE django_migrations (id INTEGER)")
        connection.executemany("INSERT INTO django_migrations VALUES (?)", [(n,) for n in range(count)])


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PLUMBLINE_VAR": str(tmp_path)}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Steps:
    steps = Steps(tmp_path / "db.sqlite3")
    monkeypatch.setattr(module, "run_to_end", steps)
    return steps


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> StopSignal:
    monkeypatch.setattr("signal.signal", lambda *args: None)
    return StopSignal()


def test_the_first_start_migrates_and_loads_the_demo(
    environ: dict[str, str], steps: Steps, never: StopSignal
) -> None:
    assert not is_prepared(environ)
    prepare(environ, never)
    assert steps.names == ["migrate", "load_demo"]


def test_the_second_start_finds_everything_done(
    environ: dict[str, str], steps: Steps, never: StopSignal
) -> None:
    prepare(environ, never)
    assert is_prepared(environ)


@pytest.mark.parametrize("change", ["removed", "emptied", "older"])
def test_a_database_that_was_replaced_is_looked_at_again(
    environ: dict[str, str], steps: Steps, never: StopSignal, change: str
) -> None:
    prepare(environ, never)
    steps.database.unlink()
    if change == "emptied":
        steps.database.touch()
    if change == "older":
        migrate(steps.database, 4)
    assert not is_prepared(environ)


def test_another_password_or_database_is_prepared_for_itself(
    environ: dict[str, str], steps: Steps, never: StopSignal, tmp_path: Path
) -> None:
    prepare(environ, never)
    assert not is_prepared(environ | {"DEMO_PASSWORD": "another-one"})
    assert not is_prepared(environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3"})


def test_a_step_that_fails_is_named_and_tried_again_next_time(
    environ: dict[str, str], steps: Steps, never: StopSignal
) -> None:
    steps.code = 1
    with pytest.raises(CannotPrepare, match="manage.py migrate"):
        prepare(environ, never)
    assert steps.names == ["migrate"]
    assert not is_prepared(environ)


def test_a_stop_signal_between_the_steps_leaves_no_stamp(
    environ: dict[str, str], steps: Steps, never: StopSignal
) -> None:
    never.count = 1
    prepare(environ, never)
    assert not is_prepared(environ)


def test_a_new_migration_or_demo_file_changes_the_fingerprint(tmp_path: Path) -> None:
    seen = {fingerprint(tmp_path, ["x"]), fingerprint(tmp_path, ["y"])}
    for name in ("articles/migrations/0001.py", "site/pages/migrations/0001.py", "site/demo/content/a.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        for text in ("one", "two"):
            (tmp_path / name).write_text(text)
            seen.add(fingerprint(tmp_path, ["x"]))
    assert len(seen) == 8


def test_other_files_do_not(tmp_path: Path) -> None:
    before = fingerprint(tmp_path, [])
    (tmp_path / "site/demo/__pycache__").mkdir(parents=True)
    (tmp_path / "site/demo/__pycache__/load.pyc").touch()
    (tmp_path / "README.md").touch()
    assert fingerprint(tmp_path, []) == before


def test_services_know_their_own_address_unless_told_another() -> None:
    assert service_environment(8123, {})["SITE_URL"] == "http://localhost:8123"
    assert service_environment(8123, {"SITE_URL": "https://x.example"})["SITE_URL"] == "https://x.example"


def test_the_terminal_shows_the_sign_ins_with_the_kept_password(tmp_path: Path) -> None:
    (tmp_path / "demo-password").write_text("kept-here\n")
    text = announcement(8123, {"PLUMBLINE_VAR": str(tmp_path)})
    assert "http://localhost:8123/admin/" in text
    assert "owner, editor, moderator" in text
    assert "password kept-here" in text


def test_the_password_of_the_environment_comes_first(tmp_path: Path) -> None:
    (tmp_path / "demo-password").write_text("kept-here\n")
    text = announcement(8123, {"PLUMBLINE_VAR": str(tmp_path), "DEMO_PASSWORD": "given"})
    assert "password given" in text
    assert "kept-here" not in text


def test_no_sign_ins_are_shown_where_there_are_none(tmp_path: Path) -> None:
    assert "password" not in announcement(8123, {"PLUMBLINE_VAR": str(tmp_path)})
