"""Editors may manage paid links and their programmes, now that there are any."""

from django.db import migrations

from home.groups import let_editors_manage_paid_links


def let_editors(apps, schema_editor):
    let_editors_manage_paid_links(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_block_list"),
        ("affiliates", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_editors, migrations.RunPython.noop)]
