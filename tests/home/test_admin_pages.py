"""Every page type goes through all that an editor does with a page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticleIndexPage, ArticlePage
from exercises.models import ExerciseIndexPage, ExercisePage
from home.models import HomePage
from pages.models import BasePage, StandardPage
from people.models import PeopleIndexPage, PersonPage
from tests import editing, factories

pytestmark = pytest.mark.django_db

BODY = [factories.paragraph()]
EXERCISE = {"summary": "For hips.", "body_area": "hips", "instructions": "Lie down."}
# Each type: where it is made, and what it needs besides a title and a slug.
NEEDS: dict[type[BasePage], tuple[Callable[[], Page], dict[str, Any]]] = {
    HomePage: (lambda: Page.objects.get(depth=1), {}),
    ArticleIndexPage: (factories.home, {}),
    ArticlePage: (factories.article_index, {"standfirst": "One.", "body": BODY}),
    ExerciseIndexPage: (factories.home, {}),
    ExercisePage: (factories.exercise_index, EXERCISE),
    PeopleIndexPage: (factories.home, {}),
    PersonPage: (factories.people_index, {}),
    StandardPage: (factories.home, {"body": BODY}),
}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _made(editor: Client, model: type[BasePage]) -> BasePage:
    """A draft made with the real form; the one home page a site may have is there already."""
    if model is HomePage:
        return factories.home()
    find_parent, needs = NEEDS[model]
    address = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, find_parent().pk]
    )
    data = editing.form_data(editor, address, title="New", slug="new", **needs)
    response = editor.post(address, data)
    assert "Page 'New' created." in editing.told(response)
    return model.objects.get(slug="new")


def test_the_walk_covers_every_page_type() -> None:
    ours = {model for model in apps.get_models() if issubclass(model, BasePage)}
    assert ours == NEEDS.keys()


@pytest.mark.parametrize("model", NEEDS, ids=lambda model: model.__name__)
def test_an_editor_can_draft_preview_schedule_publish_compare_and_unpublish(
    editor: Client, model: type[BasePage]
) -> None:
    page = _made(editor, model)
    assert page.live is (model is HomePage)

    _assert_previews(editor, page)
    if model is not HomePage:
        _assert_can_be_scheduled(editor, page)

    published = editing.save(editor, page, editing.PUBLISH, title="Published", go_live_at="")
    assert "has been published" in editing.told(published)
    page = model.objects.get(pk=page.pk)
    assert (page.title, page.live) == ("Published", True)

    editing.save(editor, page, title="Later")
    page = model.objects.get(pk=page.pk)
    assert (page.title, page.draft_title, page.has_unpublished_changes) == ("Published", "Later", True)

    for name, arguments in (
        ("history", [page.pk]),
        ("view_draft", [page.pk]),
        ("revisions_view", [page.pk, page.latest_revision_id]),
        ("revisions_compare", [page.pk, "live", page.latest_revision_id]),
        ("revisions_revert", [page.pk, page.live_revision_id]),
    ):
        address = reverse(f"wagtailadmin_pages:{name}", args=arguments)
        assert editor.get(address).status_code == 200, name

    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not model.objects.get(pk=page.pk).live


def _assert_previews(editor: Client, page: BasePage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = editor.post(address, editing.form_data(editor, editing.edit_address(page))).json()
    assert answer == {"is_valid": True, "is_available": True}
    for mode, _label in page.preview_modes:
        shown = editor.get(address, {"mode": mode})
        assert shown.status_code == 200, mode
        assert page.title in shown.content.decode(), mode


def _assert_can_be_scheduled(editor: Client, page: BasePage) -> None:
    due = timezone.now() + timedelta(days=2)
    response = editing.save(editor, page, editing.PUBLISH, go_live_at=due.strftime("%Y-%m-%d %H:%M"))
    assert "scheduled for publishing" in editing.told(response)
    scheduled = page.revisions.get(approved_go_live_at__isnull=False)
    assert abs(scheduled.approved_go_live_at - due) < timedelta(minutes=2)
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, scheduled.pk]))
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_articles_are_previewed_on_screens_as_a_print_sheet_and_as_a_session() -> None:
    page = factories.article()
    assert [mode for mode, _label in page.preview_modes] == ["", "follow", "print"]
    assert [size["name"] for size in page.preview_sizes] == ["mobile", "tablet", "desktop"]


def test_a_broken_form_is_not_previewed_and_breaks_nothing(editor: Client) -> None:
    page = factories.article()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = editing.form_data(editor, editing.edit_address(page), published_on="soon")
    assert editor.post(address, data).json()["is_valid"] is False
    assert editor.get(address).status_code == 200
