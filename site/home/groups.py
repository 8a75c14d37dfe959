"""The staff groups of a new site and what each may do. Owners are superusers.

Migration 0003 runs `set_up`, so that stays as it is: rights that came later have a migration of their own.
"""

from collections.abc import Iterable
from typing import Any

EDITORS = "Editors"
COMMENT_MODERATORS = "Comment moderators"

# Scheduling comes with publishing.
PAGE_RIGHTS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
SNIPPETS = (
    ("articles", "topic"),
    ("exercises", "muscle"),
    ("exercises", "equipment"),
    ("pages", "disclaimer"),
)
PAID_LINKS = (("affiliates", "affiliateprogramme"), ("affiliates", "affiliatelink"))
# Wagtail asks for the rights of its own models, whichever ones a site uses. To change is to delete, too.
UPLOADS = {
    ("wagtailimages", "image"): ("add", "change", "choose"),
    ("wagtailmedia", "media"): ("add", "change"),
}


def set_up(apps: Any) -> None:
    """Make both groups with exactly these rights, and take Wagtail's own group and workflow away.

    Takes a migration's app registry. Permissions are made here where they don't exist yet: on a
    fresh database Django makes them only after the last migration.
    """
    _remove_wagtails_own(apps)
    group = apps.get_model("auth", "Group").objects
    editors, _made = group.get_or_create(name=EDITORS)
    moderators, _made = group.get_or_create(name=COMMENT_MODERATORS)
    access = _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    moderators.permissions.set([access])
    editors.permissions.set([access, *_snippet_permissions(apps, SNIPPETS)])
    _give_pages(apps, editors)
    _give_collections(apps, editors)


def let_editors_publish_disclaimers(apps: Any) -> None:
    """Disclaimers can be drafts since migration 0004, and publishing one is a right of its own."""
    publish = _permission(apps, "pages", "disclaimer", "publish_disclaimer", "Can publish disclaimer")
    for editors in apps.get_model("auth", "Group").objects.filter(name=EDITORS):
        editors.permissions.add(publish)


def let_moderators_block(apps: Any) -> None:
    """The block list exists since migration 0006. A group that the owner has renamed or deleted stays so."""
    rights = [
        _permission(apps, "comments", "block", f"{action}_block", f"Can {action} block")
        for action in ("add", "change", "delete")
    ]
    for moderators in apps.get_model("auth", "Group").objects.filter(name=COMMENT_MODERATORS):
        moderators.permissions.add(*rights)


def let_editors_manage_paid_links(apps: Any) -> None:
    """Links and programmes, since migration 0007."""
    permissions = _snippet_permissions(apps, PAID_LINKS)
    for editors in apps.get_model("auth", "Group").objects.filter(name=EDITORS):
        editors.permissions.add(*permissions)


def _remove_wagtails_own(apps: Any) -> None:
    """The group Moderators with its rights, and the workflow that only it approves."""
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    own = [task for task in task_model.objects.prefetch_related("groups") if _is_wagtails(task)]
    ids = [task.pk for task in own]
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(workflow_tasks__task_id__in=ids)
    # An existing site may have pages on their way through it: their states go with it.
    apps.get_model("wagtailcore", "WorkflowState").objects.filter(workflow__in=workflows).delete()
    workflows.delete()
    apps.get_model("wagtailcore", "Task").objects.filter(pk__in=ids).delete()
    apps.get_model("auth", "Group").objects.filter(name="Moderators").delete()


def _is_wagtails(task: Any) -> bool:
    return [group.name for group in task.groups.all()] == ["Moderators"]


def _permission(apps: Any, app_label: str, model: str, codename: str, name: str) -> Any:
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _made = types.get_or_create(app_label=app_label, model=model)
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]


def _snippet_permissions(apps: Any, snippets: Iterable[tuple[str, str]]) -> list[Any]:
    return [
        _permission(apps, app_label, model, f"{action}_{model}", f"Can {action} {model}")
        for app_label, model in snippets
        for action in ("add", "change", "delete")
    ]


def _give_pages(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    rights.filter(group=group).delete()
    for right in PAGE_RIGHTS:
        permission = _permission(apps, "wagtailcore", "page", f"{right}_page", f"Can {right} page")
        rights.create(group=group, page=root, permission=permission)


def _give_collections(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    rights.filter(group=group).delete()
    for (app_label, model), actions in UPLOADS.items():
        for action in actions:
            permission = _permission(apps, app_label, model, f"{action}_{model}", f"Can {action} {model}")
            rights.create(group=group, collection=root, permission=permission)
