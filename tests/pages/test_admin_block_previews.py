"""The block picker shows every block as a reader would see it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlock

from articles.models import ArticlePage
from pages.models import StandardPage
from tests import factories

pytestmark = pytest.mark.django_db

BODIES = [ArticlePage.body.field.stream_block, StandardPage.body.field.stream_block]
BLOCKS = [(body, name) for body in BODIES for name in body.child_blocks]


@pytest.mark.parametrize(
    ("body", "name"), BLOCKS, ids=[f"{type(body).__name__}-{name}" for body, name in BLOCKS]
)
def test_a_block_has_icon_description_and_preview(client: Client, body: StreamBlock, name: str) -> None:
    factories.home()
    client.force_login(factories.user("editor", "Editors"))
    block = body.child_blocks[name]
    assert block.meta.icon != "placeholder"
    assert block.get_description()
    assert block.is_previewable
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "site.css" in response.content.decode()
