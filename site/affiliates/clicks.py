"""Counting clicks: one more for a link, a page and a day, and nothing else is kept."""

import logging

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

logger = logging.getLogger("plumbline.affiliates")

# One statement, so that no click is lost to another at the same moment. NULL equals nothing, hence two.
ON_A_PAGE = """
    INSERT INTO affiliates_dailyclicks (link_id, page_id, day, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (link_id, page_id, day) DO UPDATE SET count = affiliates_dailyclicks.count + 1
"""
ANYWHERE = """
    INSERT INTO affiliates_dailyclicks (link_id, page_id, day, count) VALUES (%s, NULL, %s, 1)
    ON CONFLICT (link_id, day) WHERE page_id IS NULL DO UPDATE SET count = affiliates_dailyclicks.count + 1
"""


def count(link: int, page: int | None) -> None:
    """One more click today (of the site's time zone) on `link`, on `page` or nobody knows where.

    It is committed when this returns. What cannot be counted is logged and never in anybody's way: a page
    that was deleted in the meantime is unknown, a deleted link counts nothing.
    """
    try:
        _add(link, page)
    except IntegrityError:
        if page is not None:
            count(link, None)
    except DatabaseError:
        logger.exception("A click on paid link %s was not counted.", link)


def _add(link: int, page: int | None) -> None:
    day = timezone.localdate()
    # In a transaction, writers on SQLite take turns (config.sqlite3).
    with transaction.atomic(), connection.cursor() as cursor:
        if page is None:
            cursor.execute(ANYWHERE, [link, day])
        else:
            cursor.execute(ON_A_PAGE, [link, page, day])
