"""The staff groups and their rights; Wagtail's own group and workflow go."""

from django.db import migrations

from home.groups import set_up


def set_up_groups(apps, schema_editor):
    set_up(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_home_page"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0003_admin_managed"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailmedia", "0005_alter_media_options"),
        ("articles", "0001_initial"),
        ("exercises", "0001_initial"),
        ("pages", "0001_initial"),
    ]

    operations = [migrations.RunPython(set_up_groups, migrations.RunPython.noop)]
