"""Old addresses lead on after an editor changed a slug or moved a page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from pages.models import StandardPage
from tests import editing, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable) -> Callable:
    """Run what Wagtail leaves for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_an_articles_old_address_leads_to_its_new_one(editor: Client, committed: Callable) -> None:
    page = factories.publish(factories.article(slug="old-name"))
    with committed():
        editing.save(editor, page, editing.PUBLISH, slug="new-name")
    response = Client().get("/articles/old-name/")
    assert (response.status_code, response.headers["Location"]) == (301, "/articles/new-name/")


def test_a_renamed_index_takes_its_articles_along(editor: Client, committed: Callable) -> None:
    factories.publish(factories.article(slug="six"))
    index = factories.publish(factories.article_index())
    with committed():
        editing.save(editor, index, editing.PUBLISH, slug="reading")
    response = Client().get("/articles/six/")
    assert (response.status_code, response.headers["Location"]) == (301, "/reading/six/")


def test_a_moved_page_is_found_from_its_old_address(editor: Client) -> None:
    about = factories.publish(factories.standard_page("About"))
    team = factories.publish(factories.standard_page("Team"))
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[team.pk, about.pk]))
    assert StandardPage.objects.get(pk=team.pk).url == "/about/team/"
    response = Client().get("/team/")
    assert (response.status_code, response.headers["Location"]) == (301, "/about/team/")


def test_a_changed_slug_in_a_draft_changes_nothing_for_readers(editor: Client) -> None:
    page = factories.publish(factories.article(slug="old-name"))
    editing.save(editor, page, slug="new-name")
    assert Client().get("/articles/old-name/").status_code == 200


@pytest.mark.parametrize(("old", "new"), [("/articles/six/print/", "/articles/seven/print/")])
def test_an_articles_other_addresses_lead_on_too(
    editor: Client, committed: Callable, old: str, new: str
) -> None:
    page = factories.publish(factories.article(slug="six"))
    with committed():
        editing.save(editor, page, editing.PUBLISH, slug="seven")
    assert Client().get(old).headers["Location"] == new


def test_the_feeds_old_address_leads_to_the_new_one(editor: Client, committed: Callable) -> None:
    index = factories.publish(factories.article_index())
    with committed():
        editing.save(editor, index, editing.PUBLISH, slug="reading")
    assert Client().get("/articles/feed/atom/").headers["Location"] == "/reading/feed/atom/"
