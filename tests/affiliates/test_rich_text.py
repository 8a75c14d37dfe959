"""A paid link inside rich text: stored by number, shown by name, found by the disclosure."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html, get_text_for_indexing

from articles.models import ArticlePage
from pages.blocks import PARAGRAPH_FEATURES
from tests import editing, factories
from tests.affiliates.things import link

pytestmark = pytest.mark.django_db


def _converter() -> ContentstateConverter:
    return ContentstateConverter(features=PARAGRAPH_FEATURES)


def _content(data: dict[str, Any], text: str = "See bands here.") -> str:
    block = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "data": {},
        "entityRanges": [{"offset": 4, "length": 5, "key": 0}],
    }  # fmt: skip
    entity = {"type": "PAID_LINK", "mutability": "MUTABLE", "data": data}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def test_the_editor_stores_the_number_alone() -> None:
    data = {"id": 7, "name": "Bands", "address": "/admin/x/", "href": "https://evil.example", "rel": "follow"}
    stored = BeautifulSoup(_converter().to_database_format(_content(data)), "html.parser")
    assert stored.a.attrs == {"linktype": "paid", "id": "7"}
    assert stored.p.get_text() == "See bands here."


@pytest.mark.parametrize("number", [None, "", "x", "-1", "1" * 400, "7' onclick='x", "٣", {"a": 1}, [7]])
def test_what_has_no_number_is_stored_as_its_text(number: Any) -> None:
    stored = BeautifulSoup(_converter().to_database_format(_content({"id": number})), "html.parser")
    assert stored.a is None
    assert stored.p.get_text() == "See bands here."


def test_the_editor_shows_the_links_name_and_where_it_is_edited() -> None:
    bands = link("Loop bands")
    stored = f'<p>See <a linktype="paid" id="{bands.pk}">bands</a> here.</p>'
    state = json.loads(_converter().from_database_format(stored))
    (entity,) = state["entityMap"].values()
    assert entity["type"] == "PAID_LINK"
    assert entity["data"]["name"] == "Loop bands"
    assert entity["data"]["address"].endswith(f"/affiliatelink/edit/{bands.pk}/")
    assert BeautifulSoup(_converter().to_database_format(json.dumps(state)), "html.parser").a["id"] == str(
        bands.pk
    )


@pytest.mark.parametrize("number", ["999", "x", "", "1" * 400])
def test_a_deleted_link_is_told_in_the_editor_and_plain_text_on_the_page(client: Client, number: str) -> None:
    stored = f'<p>See <a linktype="paid" id="{number}">bands</a> here.</p>'
    state = json.loads(_converter().from_database_format(stored))
    (entity,) = state["entityMap"].values()
    assert entity["data"]["name"] == "A paid link that was deleted"
    page = factories.article(body=[factories.paragraph(stored)])
    body = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".prose")
    assert body.get_text(strip=True) == "See bands here."
    assert body.a is None


def test_rich_text_asks_nothing_for_its_links(django_assert_num_queries: Any) -> None:
    stored = "".join(f'<p><a linktype="paid" id="{number}">x</a></p>' for number in range(50))
    with django_assert_num_queries(0):
        html = expand_db_html(stored)
    assert BeautifulSoup(html, "html.parser").find_all("a")[49].attrs == {"data-paid-link": "49"}


def test_readers_get_the_destination_the_label_and_the_disclosure(client: Client) -> None:
    bands = link("Loop bands")
    stored = (
        f'<p>See <a linktype="paid" id="{bands.pk}" href="https://evil.example" rel="follow">bands</a>.</p>'
    )
    page = factories.article(body=[factories.paragraph(stored)])
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    anchor = soup.select_one(".prose a")
    assert anchor["href"] == bands.destination
    assert anchor["rel"] == ["sponsored", "nofollow", "noopener"]
    assert "paid link" in anchor.get_text()
    assert anchor in soup.select_one(".disclosure").find_all_next("a")


def test_search_and_comparison_see_the_words_alone() -> None:
    stored = '<p>See <a linktype="paid" id="7">bands</a> here.</p>'
    assert get_text_for_indexing(stored) == "See bands here."
    block = ArticlePage.body.field.stream_block.child_blocks["paragraph"]
    assert block.get_searchable_content(block.to_python(stored)) == ["See bands here."]


def _texts(block: Block) -> Iterator[RichTextBlock]:
    if isinstance(block, RichTextBlock):
        yield block
    elif isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from _texts(child)
    elif isinstance(block, ListBlock):
        yield from _texts(block.child_block)


def test_every_text_that_may_hold_a_link_has_the_button() -> None:
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    texts: list[Any] = [field for field in fields if isinstance(field, RichTextField)]
    for field in fields:
        texts += _texts(field.stream_block) if isinstance(field, StreamField) else []
    assert len(texts) >= 6
    for text in texts:
        assert ("link" in text.features) == ("paid-link" in text.features), text


def test_the_editor_of_an_article_brings_the_button(client: Client) -> None:
    factories.home()
    client.force_login(factories.user("editor", "Editors"))
    text = client.get(editing.edit_address(factories.article())).content.decode()
    assert "js/admin/paid-link.js" in text
    assert "PAID_LINK" in text
