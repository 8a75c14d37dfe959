"""Exercises where another app's page shows them."""

from typing import Any

from django import template

from exercises.models import ExercisePage

register = template.Library()


@register.simple_tag
def exercises_by(person: Any) -> list[ExercisePage]:
    """Library entries that `person` wrote, by name, their pictures loaded."""
    entries = ExercisePage.objects.live().public().filter(written_by=person).order_by("title")
    return list(entries.prefetch_related("images__image__renditions"))


@register.filter
def minutes(seconds: int | None) -> int:
    """Seconds as whole minutes for "about 14 min", at least one."""
    return max(1, round((seconds or 0) / 60))
