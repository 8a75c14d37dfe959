"""Comment moderators keep the block list."""

from django.db import migrations

from home.groups import let_moderators_block


def give_the_rights(apps, schema_editor):
    let_moderators_block(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_comment_moderators"),
        ("comments", "0003_signals_mail_and_reports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_the_rights, migrations.RunPython.noop)]
