"""What a deletion would take from live articles."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from exercises.library import VARIATIONS
from exercises.models import ExercisePage


class Loss(NamedTuple):
    """A library entry, and the live pages that use it."""

    entry: ExercisePage
    users: list[Page]


def losses(doomed: Iterable[Page]) -> list[Loss]:
    """Entries among `doomed` pages and all below them that live pages use, other than doomed ones.

    Costs the same few queries however many entries there are.
    """
    entries: dict[int, ExercisePage] = {}
    going: set[int] = set()
    for page in doomed:
        subtree = Page.objects.descendant_of(page, inclusive=True)
        going |= set(subtree.values_list("pk", flat=True))
        entries |= ExercisePage.objects.descendant_of(page, inclusive=True).in_bulk()
    found: dict[int, list[int]] = {}
    for used, user in _uses(entries):
        if user not in going:
            found.setdefault(used, []).append(user)
    users = Page.objects.live().in_bulk({user for group in found.values() for user in group})
    with_live = ((pk, [users[user] for user in group if user in users]) for pk, group in found.items())
    return [Loss(entries[pk], group) for pk, group in with_live if group]


def _uses(entries: Iterable[int]) -> set[tuple[int, int]]:
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        to_content_type=page_type, base_content_type=page_type, to_object_id__in=[str(pk) for pk in entries]
    ).exclude(model_path__in=VARIATIONS)
    return {(int(to), int(of)) for to, of in references.values_list("to_object_id", "object_id")}
