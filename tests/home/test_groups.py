"""What the staff may do on a site that was just set up."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home import groups
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _rights(name: str) -> dict[str, set[str]]:
    group = Group.objects.get(name=name)
    return {
        "everywhere": {
            f"{one.content_type.app_label}.{one.codename}"
            for one in group.permissions.select_related("content_type")
        },
        "pages": {
            f"{one.permission.codename} at depth {one.page.depth}"
            for one in group.page_permissions.select_related("permission", "page")
        },
        "collections": {
            f"{one.permission.codename} at depth {one.collection.depth}"
            for one in group.collection_permissions.select_related("permission", "collection")
        },
        "sites": {str(one) for one in group.site_permissions.all()},
    }


def test_editors_may_do_this_and_nothing_else() -> None:
    assert _rights("Editors") == {
        "everywhere": {
            "wagtailadmin.access_admin",
            "articles.add_topic",
            "affiliates.add_affiliatelink",
            "affiliates.add_affiliateprogramme",
            "affiliates.change_affiliatelink",
            "affiliates.change_affiliateprogramme",
            "affiliates.delete_affiliatelink",
            "affiliates.delete_affiliateprogramme",
            "articles.change_topic",
            "articles.delete_topic",
            "exercises.add_equipment",
            "exercises.change_equipment",
            "exercises.delete_equipment",
            "exercises.add_muscle",
            "exercises.change_muscle",
            "exercises.delete_muscle",
            "pages.add_disclaimer",
            "pages.change_disclaimer",
            "pages.delete_disclaimer",
            "pages.publish_disclaimer",
        },
        "pages": {
            "add_page at depth 1",
            "bulk_delete_page at depth 1",
            "change_page at depth 1",
            "lock_page at depth 1",
            "publish_page at depth 1",
            "unlock_page at depth 1",
        },
        "collections": {
            "add_image at depth 1",
            "change_image at depth 1",
            "choose_image at depth 1",
            "add_media at depth 1",
            "change_media at depth 1",
        },
        "sites": set(),
    }


def test_comment_moderators_may_enter_the_admin_moderate_and_block_and_nothing_else() -> None:
    assert _rights("Comment moderators") == {
        "everywhere": {
            "wagtailadmin.access_admin",
            "comments.moderate_comment",
            "comments.add_block",
            "comments.change_block",
            "comments.delete_block",
        },
        "pages": set(),
        "collections": set(),
        "sites": set(),
    }


def test_there_are_no_other_groups() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Comment moderators"}


def test_wagtails_approval_workflow_is_gone() -> None:
    assert not Workflow.objects.exists()
    assert not Task.objects.exists()
    assert not WorkflowPage.objects.exists()


def test_an_existing_site_keeps_groups_and_workflows_of_its_own() -> None:
    own = Group.objects.create(name="Reviewers")
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.set([own])
    kept = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=kept, task=task, sort_order=0)
    _bring_back_wagtails_own()

    groups.set_up(apps)

    assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Comment moderators", "Reviewers"}
    assert list(Workflow.objects.all()) == [kept]
    assert list(Task.objects.values_list("name", flat=True)) == ["Review"]


def test_setting_up_twice_changes_nothing() -> None:
    groups.set_up(apps)
    before = _rights("Editors"), _rights("Comment moderators")
    groups.set_up(apps)
    assert (_rights("Editors"), _rights("Comment moderators")) == before


def _bring_back_wagtails_own() -> None:
    moderators = Group.objects.create(name="Moderators")
    root = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(group=moderators, page=root, permission_type="publish")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.set([moderators])
    workflow = Workflow.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
    article = factories.article()
    article.save_revision()
    workflow.start(article, factories.user("writer"))


def test_a_comment_moderator_sees_an_admin_without_pages_and_snippets(client: Client) -> None:
    article = factories.article()
    client.force_login(factories.user("moderator", "Comment moderators"))
    home = client.get(reverse("wagtailadmin_home"))
    assert home.status_code == 200
    text = home.content.decode()
    for address in ("/admin/articles/", "/admin/exercises/", "/admin/snippets/", "/admin/images/"):
        assert f'"{address}"' not in text
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert edit.status_code == 302
    assert client.get("/admin/snippets/articles/topic/").status_code == 302


def test_an_editor_finds_articles_exercises_people_and_the_library_in_the_menu(client: Client) -> None:
    client.force_login(factories.user("editor", "Editors"))
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    for address in (
        "/admin/articles/",
        "/admin/exercises/",
        "/admin/people/",
        "/admin/snippets/exercises/muscle/",
    ):
        assert f'"{address}"' in text
    assert "/admin/settings/pages/sitesettings/" not in text
    assert "/admin/users/" not in text
