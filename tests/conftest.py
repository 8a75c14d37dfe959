"""What all tests share: a site with a home page, clients, a guard against calls to other machines."""

import os
import shutil
import socket
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import testcases

from config.media import MediaFiles
from tests import database

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

_connect = socket.socket.connect


def _connect_locally(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
        "127.0.0.1",
        "::1",
        "localhost",
    ):
        raise AssertionError(f"A test tried to reach {address!r}: tests talk to this machine only.")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    socket.socket.connect = _connect_locally  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def _tidy_media() -> Iterator[None]:
    yield
    shutil.rmtree(django_settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Copy a migrated database; after a test with transactions of its own, copy it again.

    Django would empty every table instead, and the next test miss the root page and the groups.
    """
    if connection.vendor == "sqlite":
        database.copy_instead_of_migrating(connection, tmp_path_factory.mktemp("database"))
        testcases.TransactionTestCase._fixture_teardown = lambda test: database.put_back(connection)


@pytest.fixture(scope="session")
def _media_with_ranges() -> None:
    testcases._MediaFilesHandler = lambda site: MediaFiles(
        site, django_settings.MEDIA_ROOT, django_settings.MEDIA_URL
    )


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, _media_with_ranges: None, live_server: object) -> object:
    """Answer Range, so that a browser can seek, and let every request open the database itself.

    The database comes first: a server that sees the settings of a database in memory lets its threads
    share, and close, the one connection of the test.
    """
    return live_server
