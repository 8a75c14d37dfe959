"""What happens to counts when a page goes: its clicks are clicks on an unknown page from then on."""

from typing import Any

from django.db import connection, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page

# Setting the column to NULL alone would fail where the link was clicked on an unknown page the same day, or
# on another page that goes, too.
TO_UNKNOWN = """
    INSERT INTO affiliates_dailyclicks (link_id, page_id, day, count)
    SELECT link_id, NULL, day, count FROM affiliates_dailyclicks WHERE page_id = %s
    ON CONFLICT (link_id, day) WHERE page_id IS NULL
    DO UPDATE SET count = affiliates_dailyclicks.count + excluded.count
"""
NO_LONGER = "DELETE FROM affiliates_dailyclicks WHERE page_id = %s"


@receiver(pre_delete, sender=Page, dispatch_uid="affiliates.clicks_of_deleted_page")
def keep_clicks(instance: Page, **kwargs: Any) -> None:
    """Add the clicks of each page that is about to be deleted to those on unknown pages."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TO_UNKNOWN, [instance.pk])
        cursor.execute(NO_LONGER, [instance.pk])
