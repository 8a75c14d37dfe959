"""What stands in for a paid link today: itself, its replacement, or nothing."""

from collections.abc import Iterable
from datetime import date

from affiliates.models import AffiliateLink

# Replacements of replacements are looked up one step at a time; a longer row of them leads nowhere.
MAX_STEPS = 5


def current_links(keys: Iterable[int], today: date | None = None) -> dict[int, AffiliateLink]:
    """By the key of each link that leads somewhere: the link that stands for it today.

    One query, and one more for each step to a replacement that none of the pages' links needs
    unless something has expired. A circle of replacements leads nowhere.
    """
    known: dict[int, AffiliateLink] = {}
    wanted = set(keys)
    for _step in range(MAX_STEPS):
        if not (missing := wanted - known.keys()):
            break
        known |= AffiliateLink.objects.select_related("programme").in_bulk(missing)
        wanted = {
            link.replacement_id
            for link in known.values()
            if link.replacement_id and not link.is_current(today)
        }
    return {key: link for key in keys if (link := _standing_for(key, known, today))}


def _standing_for(key: int, known: dict[int, AffiliateLink], today: date | None) -> AffiliateLink | None:
    seen: set[int] = set()
    link = known.get(key)
    while link and not link.is_current(today):
        seen.add(link.pk)
        link = known.get(link.replacement_id or 0)
        if link and link.pk in seen:
            return None
    return link
