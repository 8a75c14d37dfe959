"""Addresses lead where Wagtail's own routing leads, and private pages stay private."""

import pytest
from django.test import Client
from wagtail.models import Page

from pages.models import StandardPage
from pages.readers import open_to_readers
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _below(parent: Page, slug: str, **fields: object) -> StandardPage:
    page = StandardPage(title=slug, slug=slug, body=[factories.paragraph()], **fields)
    return parent.add_child(instance=page)


def test_a_page_is_found_however_deep_it_is(client: Client) -> None:
    page = factories.standard_page("a")
    for _level in range(25):
        page = _below(page, "a")
        assert client.get(page.url).context["page"] == page


@pytest.mark.parametrize(
    "address", ["/articles/nope/", "/nope/articles/", "/articles/feed/nope/", "/articles/one/nope/", "/articles/one/print/x/",
                "/one/", "/articles/articles/", "/articles/articles/one/", "/" + "a/" * 500, "/%00/", "/articles/%00/"],
)  # fmt: skip
def test_an_address_that_no_page_has_is_not_found(client: Client, address: str) -> None:
    factories.article(slug="one")
    assert client.get(address).status_code == 404


def test_slugs_in_any_script_lead_to_their_page(client: Client) -> None:
    page = factories.article(slug="упражнения-для-спины")
    assert client.get(page.url).context["page"] == page


def test_a_live_page_below_a_draft_is_found_as_wagtail_does(client: Client) -> None:
    draft = factories.standard_page("draft", live=False)
    assert client.get(_below(draft, "live").url).status_code == 200
    assert client.get(draft.url).status_code == 404


@pytest.mark.parametrize("locked", ["the page", "the page above it", "the home page"])
def test_a_private_page_asks_for_its_password(client: Client, locked: str) -> None:
    above = factories.standard_page("above")
    page = _below(above, "below")
    {"the page": page, "the page above it": above, "the home page": factories.home()}[
        locked
    ].view_restrictions.create(restriction_type="password", password="open")
    assert page not in open_to_readers(StandardPage.objects.all())
    answer = client.get(page.url)
    assert "paragraph" not in answer.content.decode()
    assert answer.context.get("form") is not None


def test_an_alias_is_as_private_as_its_original(client: Client) -> None:
    original = factories.standard_page("original")
    alias = original.create_alias(update_slug="alias")
    assert client.get(alias.url).status_code == 200
    original.view_restrictions.create(restriction_type="password", password="open")
    assert client.get(alias.url).context.get("form") is not None


def test_open_to_readers_says_what_wagtail_says() -> None:
    top, other = factories.standard_page("top"), factories.standard_page("top-2")
    _below(top, "child")
    _below(other, "draft", live=False)
    top.view_restrictions.create(restriction_type="login")
    ours = set(open_to_readers(Page.objects.all()).values_list("slug", flat=True))
    assert ours == set(Page.objects.live().public().values_list("slug", flat=True))
    assert "top-2" in ours
    assert not {"top", "child", "draft"} & ours
