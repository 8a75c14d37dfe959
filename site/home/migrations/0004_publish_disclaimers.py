"""Editors may publish and schedule disclaimers, which can be drafts now."""

from django.db import migrations

from home.groups import let_editors_publish_disclaimers


def let_editors(apps, schema_editor):
    let_editors_publish_disclaimers(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_groups"),
        ("pages", "0002_disclaimer_drafts"),
    ]

    operations = [migrations.RunPython(let_editors, migrations.RunPython.noop)]
