"""A played Akismet for each test, and no waiting."""

from collections.abc import Iterator

import pytest

from comments.akismet import line
from tests.comments.akismet.played import PlayedAkismet


@pytest.fixture
def played(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlayedAkismet]:
    """The server, with the site's key set and pointing there."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(line, "CONNECT_SECONDS", 1.5)
    monkeypatch.setattr(line, "TOTAL_SECONDS", 1.5)
    played = PlayedAkismet()
    settings.AKISMET_KEY, settings.AKISMET_URL = "a-key", played.address  # type: ignore[attr-defined]
    yield played
    played.close()
