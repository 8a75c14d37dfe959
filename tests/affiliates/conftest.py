"""Who works with paid links."""

import pytest
from django.test import Client

from tests import factories


@pytest.fixture
def editor(client: Client) -> Client:
    """Signed in as somebody who may place and manage paid links."""
    factories.home()
    client.force_login(factories.user("editor", "Editors"))
    return client
