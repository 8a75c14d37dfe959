"""What stands in for a paid link today: itself, its replacement, or nothing."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from affiliates.models import AffiliateLink

# Replacements of replacements are looked up one step at a time; a longer row of them leads nowhere.
MAX_STEPS = 5


def current_links(
    keys: Iterable[int], today: date | None = None, slugs: Collection[str] = ()
) -> dict[Any, AffiliateLink]:
    """By the key or slug of each link that leads somewhere: the link that stands for it today.

    One query, and one more for each step to a replacement that none of the pages' links needs
    unless something has expired. A circle of replacements leads nowhere.
    """
    keys = list(keys)
    known = _found(Q(pk__in=keys) | Q(slug__in=slugs)) if keys or slugs else {}
    for _step in range(MAX_STEPS - 1):
        wanted = {
            link.replacement_id
            for link in known.values()
            if link.replacement_id and not link.is_current(today)
        }
        if not (missing := wanted - known.keys()):
            break
        known |= _found(Q(pk__in=missing))
    asked: dict[int | str, int] = {key: key for key in keys}
    asked |= {link.slug: link.pk for link in known.values() if link.slug in slugs}
    return {name: link for name, key in asked.items() if (link := _standing_for(key, known, today))}


def _standing_for(
    key: int, known: dict[int, AffiliateLink], today: date | None = None
) -> AffiliateLink | None:
    """The link that stands for the one of that key, among those `known`."""
    seen: set[int] = set()
    link = known.get(key)
    while link and not link.is_current(today):
        seen.add(link.pk)
        link = known.get(link.replacement_id or 0)
        if link and link.pk in seen:
            return None
    return link


def _found(condition: Q) -> dict[int, AffiliateLink]:
    return {link.pk: link for link in AffiliateLink.objects.filter(condition).select_related("programme")}
