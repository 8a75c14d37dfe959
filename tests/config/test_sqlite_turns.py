"""Writers of one process wait for each other; nobody keeps the turn who has no use for it."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import OperationalError

from config.settings.base import database
from config.sqlite3.base import DatabaseWrapper

# For the databases of these tests, which are files of their own.
pytestmark = pytest.mark.django_db

LONGEST = 10


class Writer:
    """A connection of its own, with a transaction to begin and to end."""

    def __init__(self, file: Path, timeout: float) -> None:
        settings = {
            "TIME_ZONE": None,
            "CONN_HEALTH_CHECKS": False,
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
        }
        self.connection = DatabaseWrapper(
            {
                **settings,
                **database(f"sqlite:///{file}"),
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": timeout},
            }
        )
        self.connection.inc_thread_sharing()

    def begin(self) -> None:
        self.connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    def write(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS words (word TEXT)")
            cursor.execute("INSERT INTO words VALUES ('plank')")


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Writer]:
    writer = Writer(tmp_path / "db.sqlite3", LONGEST)
    yield writer
    writer.connection.close()


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Writer]:
    writer = Writer(tmp_path / "db.sqlite3", LONGEST)
    yield writer
    writer.connection.close()


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_whoever_waits_goes_on_when_the_transaction_ends(first: Writer, second: Writer, end: str) -> None:
    begun = threading.Event()

    def begin() -> None:
        second.begin()
        begun.set()

    first.begin()
    first.write()
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(begin)
        assert not begun.wait(0.05)
        getattr(first.connection, end)()
        waiting.result(LONGEST)
    second.write()
    second.connection.commit()


def test_a_writer_of_another_process_is_waited_for_by_sqlite(first: Writer, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = Writer(tmp_path / "db.sqlite3", 0.01)
    with pytest.raises(OperationalError, match="locked"):
        impatient.begin()
    other.execute("ROLLBACK")
    # The turn was given back with the error.
    first.begin()
    first.connection.rollback()
    other.close()
    impatient.connection.close()
