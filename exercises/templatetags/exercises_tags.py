"""Exercises where another app's page shows them."""

from typing import Any

from django import template

from exercises.dose import minutes_of
from exercises.library import pictures_of_cards
from exercises.models import ExercisePage
from exercises.records import Exercise, NeededItem
from exercises.records import without as exercises_without
from pages.readers import open_to_readers

register = template.Library()


@register.simple_tag
def exercises_by(person: Any) -> list[ExercisePage]:
    """Library entries that `person` wrote, by name, their pictures loaded."""
    entries = open_to_readers(ExercisePage.objects.filter(written_by=person)).order_by("title")
    return list(entries.prefetch_related(*pictures_of_cards()))


@register.filter
def minutes(seconds: int | None) -> int:
    """Seconds as whole minutes for "about 14 min", at least one."""
    return minutes_of(seconds or 0)


@register.filter
def without(exercises: list[Exercise], item: NeededItem) -> list[Exercise]:
    """Those of an article's exercises that can be done without `item`."""
    return exercises_without(exercises, item)
