"""Comment moderators may moderate comments, now that there are any."""

from django.db import migrations

from home.groups import COMMENT_MODERATORS


def give_the_right(apps, schema_editor):
    types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    content_type, _made = types.get_or_create(app_label="comments", model="comment")
    # On a fresh database Django makes permissions only after the last migration.
    permission, _made = permissions.get_or_create(
        content_type=content_type, codename="moderate_comment", defaults={"name": "Can moderate comments"}
    )
    # A group that the owner has renamed or deleted stays so.
    for group in apps.get_model("auth", "Group").objects.filter(name=COMMENT_MODERATORS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_publish_disclaimers"),
        ("comments", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_the_right, migrations.RunPython.noop)]
