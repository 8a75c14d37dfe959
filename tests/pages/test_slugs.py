"""Addresses that the site needs for itself are refused where a slug is typed."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import editing, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _copy(editor: Client, page: object, slug: str) -> str:
    data = {"new_title": "Copy", "new_slug": slug, "new_parent_page": page.get_parent().pk, "alias": ""}
    response = editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return "" if response.status_code == 302 else response.content.decode()


@pytest.mark.parametrize("slug", ["feed", "page", "print", "follow"])
def test_a_copy_may_not_take_an_address_of_the_sites_own(editor: Client, slug: str) -> None:
    assert "is used by the site itself" in _copy(editor, factories.article(), slug)


@pytest.mark.parametrize("slug", ["search", "admin", "static", "media"])
def test_below_the_home_page_some_more_are_taken(editor: Client, slug: str) -> None:
    page = factories.standard_page()
    response = editing.save(editor, page, slug=slug)
    assert "is used by the site itself" in response.content.decode()
    assert "is used by the site itself" in _copy(editor, page, slug)


def test_deeper_down_they_are_free(editor: Client) -> None:
    assert _copy(editor, factories.article(), "search") == ""
