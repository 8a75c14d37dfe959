"""What stands in for a paid link today: itself, its replacement, or nothing."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from affiliates.models import AffiliateLink

# The links asked for and, from those that have ended, whatever takes their place; UNION ends circles.
FOLLOWED = """
    WITH RECURSIVE followed (id) AS (
        {asked}
        UNION
        SELECT ended.replacement_id
        FROM affiliates_affiliatelink ended JOIN followed ON ended.id = followed.id
        WHERE ended.replacement_id IS NOT NULL AND (NOT ended.is_on OR ended.expires_on <= %s)
    )
    SELECT id FROM followed
"""


def current_links(
    keys: Iterable[int], today: date | None = None, slugs: Collection[str] = ()
) -> dict[Any, AffiliateLink]:
    """By the key or slug of each link that leads somewhere: the link that stands for it today.

    One query, however many links there are and however many have to be replaced one after the other.
    A circle of replacements leads nowhere.
    """
    keys, today = list(keys), today or timezone.localdate()
    known = _followed(keys, slugs, today) if keys or slugs else {}
    asked: dict[int | str, int] = {key: key for key in keys}
    asked |= {link.slug: link.pk for link in known.values() if link.slug in slugs}
    return {name: link for name, key in asked.items() if (link := _standing_for(key, known, today))}


def _standing_for(key: int, known: dict[int, AffiliateLink], today: date) -> AffiliateLink | None:
    """The link that stands for the one of that key, among those `known`."""
    seen: set[int] = set()
    link = known.get(key)
    while link and not link.is_current(today):
        seen.add(link.pk)
        link = known.get(link.replacement_id or 0)
        if link and link.pk in seen:
            return None
    return link


def _followed(keys: Collection[int], slugs: Collection[str], today: date) -> dict[int, AffiliateLink]:
    asked = AffiliateLink.objects.filter(Q(pk__in=keys) | Q(slug__in=slugs)).order_by().values("pk")
    sql, values = asked.query.sql_with_params()
    day = connection.ops.adapt_datefield_value(today)
    found = RawSQL(FOLLOWED.format(asked=sql), [*values, day])  # noqa: S611 - the values are parameters
    links = AffiliateLink.objects.select_related("programme").filter(pk__in=found)
    return {link.pk: link for link in links}
