"""An unfinished article may be kept as a draft, and goes live by no route."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from articles.models import ArticlePage
from pages.publishing import PublishRefused
from tests import editing, factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

UNNAMED = factories.exercise_list(factories.exercise_block(""), factories.exercise_block("Bird dog"))
PLACE = "Exercise list (2) › Exercises › Exercise 1 › Name"
MESSAGE = "Name the exercise, or choose one from the library."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _draft(**fields: Any) -> ArticlePage:
    """An article that was never published, its second block without a name for its first exercise."""
    body = fields.pop("body", [factories.paragraph(), UNNAMED])
    page = factories.article(body=body, live=False, **fields)
    page.save_revision(clean=False)
    return page


def _stored(page: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def _assert_refused(page: Page, response: Any) -> None:
    assert response.headers["Location"] == editing.edit_address(page)
    assert PLACE in editing.told(response)
    assert MESSAGE in editing.told(response)
    assert not _stored(page).live


def test_the_editors_button_refuses_at_the_field(editor: Client) -> None:
    page = _draft()
    response = editing.save(editor, page, editing.PUBLISH)
    assert "could not be saved due to validation errors" in editing.told(response)
    errors = response.context["form"].errors["body"].as_data()[0].as_json_data()
    assert MESSAGE in str(errors["blockErrors"][1])
    assert not _stored(page).live


def test_a_new_article_that_is_not_complete_is_not_put_live(editor: Client) -> None:
    index = factories.article_index()
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])
    data = editing.form_data(editor, address, title="New", slug="new", standfirst="One.", body=[UNNAMED])
    response = editor.post(address, data | editing.PUBLISH)
    assert response.status_code == 200
    assert not ArticlePage.objects.live().filter(slug="new").exists()


def test_the_button_refuses_what_only_the_last_check_finds(editor: Client, monkeypatch: Any) -> None:
    page = _draft(body=[factories.paragraph()])
    monkeypatch.setattr("pages.models.base_page.problems_of", lambda page: ["Body: not today."])
    response = editing.save(editor, page, editing.PUBLISH)
    assert "Body: not today." in editing.told(response)
    assert not _stored(page).live


def test_a_new_page_that_the_last_check_refuses_stays_as_a_draft(editor: Client, monkeypatch: Any) -> None:
    index = factories.article_index()
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])
    body = [factories.paragraph()]
    data = editing.form_data(editor, address, title="New", slug="new", standfirst="One.", body=body)
    monkeypatch.setattr("pages.models.base_page.problems_of", lambda page: ["Body: not today."])
    response = editor.post(address, data | editing.PUBLISH)
    assert "Body: not today." in editing.told(response)
    page = ArticlePage.objects.get(slug="new")
    assert not page.live
    assert editor.get(response.headers["Location"]).context["form"].instance == page


def test_a_bulk_action_publishes_nothing_when_one_page_is_not_complete(editor: Client) -> None:
    whole = _draft(title="Whole", body=[factories.paragraph()])
    broken = _draft(title="Broken")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?id={whole.pk}&id={broken.pk}")
    _assert_refused(broken, response)
    assert not _stored(whole).live


def test_a_bulk_action_with_descendants_is_refused_too(editor: Client) -> None:
    broken = _draft()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"}
    response = editor.post(f"{address}?id={factories.article_index().pk}", data)
    _assert_refused(broken, response)


def _workflow() -> None:
    task = GroupApprovalTask.objects.create(name="Second look", active=True)
    task.groups.set(Group.objects.filter(name="Editors"))
    workflow = Workflow.objects.create(name="Second look", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=factories.home())


def test_a_workflow_does_not_publish_what_is_not_complete(editor: Client) -> None:
    _workflow()
    page = _draft()
    state = page.get_workflow().start(page, factories.user("writer", "Editors"))
    task_state = state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    response = editor.post(address, {"comment": "Good"})
    _assert_refused(page, response)
    task_state.refresh_from_db()
    assert task_state.status == "in_progress"


def test_a_complete_article_goes_through_the_workflow(editor: Client) -> None:
    _workflow()
    page = _draft(body=[factories.paragraph()])
    editing.save(editor, page, editing.SUBMIT)
    task_state = _stored(page).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    editor.post(address, {"comment": "Good"})
    assert _stored(page).live


def test_what_is_not_complete_cannot_be_scheduled(editor: Client) -> None:
    page = _draft()
    soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    editing.save(editor, page, editing.PUBLISH, go_live_at=soon)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_due_schedule_skips_what_is_not_complete_and_goes_on(editor: Client) -> None:
    past = timezone.now() - timedelta(minutes=5)
    broken, whole = _draft(title="Broken"), _draft(title="Whole", body=[factories.paragraph()])
    for page, due in ((broken, past), (whole, past + timedelta(minutes=1))):
        page.go_live_at = due
        page.save_revision(approved_go_live_at=due, clean=False)

    call_command("publish_scheduled")

    assert not _stored(broken).live
    assert _stored(whole).live
    assert not broken.revisions.filter(approved_go_live_at__isnull=False).exists()
    history = editor.get(reverse("wagtailadmin_pages:history", args=[broken.pk])).content.decode()
    assert "Not published on schedule: the page is not complete." in history
    assert f"{PLACE}: {MESSAGE}" in history


def test_code_cannot_publish_it_either() -> None:
    page = _draft()
    with pytest.raises(PublishRefused) as refused:
        page.get_latest_revision().publish()
    assert refused.value.messages == [f"{PLACE}: {MESSAGE}"]


def test_an_old_incomplete_revision_cannot_be_brought_back_to_life(editor: Client) -> None:
    page = factories.article(body=[factories.paragraph()])
    page.body = [factories.paragraph(), UNNAMED]
    old = page.save_revision(clean=False)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    data = editing.form_data(editor, address)
    response = editor.post(editing.edit_address(page), data | editing.PUBLISH)
    assert "could not be saved due to validation errors" in editing.told(response)
    assert _stored(page).body.raw_data[-1]["type"] == "paragraph"


def test_an_empty_body_is_named_as_such() -> None:
    page = _draft(body=[])
    with pytest.raises(PublishRefused) as refused:
        page.get_latest_revision().publish()
    assert "Body: This field is required." in refused.value.messages


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"standfirst": ""}, "Standfirst: This field cannot be blank."),
        ({"slug": "feed"}, "Slug: “feed” is used by the site itself. Choose another slug, such as “feed-1”."),
    ],
)
def test_an_incomplete_field_is_named(fields: dict, expected: str) -> None:
    page = _draft(body=[factories.paragraph()], **fields)
    with pytest.raises(PublishRefused) as refused:
        page.get_latest_revision().publish()
    assert refused.value.messages == [expected]


@pytest.mark.parametrize(
    "nothing", ["<p></p>", '<p data-block-key="abcde"> &nbsp; </p>', "<p><br/></p>", "<ul><li></li></ul>"]
)
def test_text_that_says_nothing_is_no_text(editor: Client, nothing: str) -> None:
    page = _draft(body=[factories.paragraph(nothing)])
    with pytest.raises(PublishRefused, match=r"Text \(1\): This field is required"):
        page.get_latest_revision().publish()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})
    assert "Text (1): This field is required" in editing.told(response)
    assert not _stored(page).live


@pytest.mark.parametrize("fate", ["draft", "private"])
def test_an_exercise_that_says_everything_itself_needs_no_open_library_page(fate: str) -> None:
    entry = factories.exercise("Bird dog", live=fate == "private", instructions="Secret.")
    if fate == "private":
        entry.view_restrictions.create(restriction_type="login")
    block = factories.exercise_block("Mine", library=entry, instructions="Sit down.")
    page = factories.publish(factories.article(body=[factories.exercise_list(block)], live=False))
    (exercise,) = page.content.exercises
    assert (exercise.name, exercise.instructions, exercise.url) == ("Mine", ("Sit down.",), "")
