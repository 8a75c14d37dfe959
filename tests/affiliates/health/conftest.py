"""A shop for every test that wants one."""

from collections.abc import Iterator

import pytest

from tests.affiliates.health.shop import Shop, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    """On this machine."""
    with open_shop() as opened:
        yield opened
