"""Exercises for machines: schema.org ExercisePlan and the clips of a video."""

from typing import Any

from django.http import HttpRequest

from exercises.records import Exercise
from pages.structured_data import absolute, without_empty


def plan_of(exercise: Exercise, url: str) -> dict:
    """One exercise as an ExercisePlan (https://schema.org/ExercisePlan); only what the card shows."""
    return without_empty(
        {
            "@type": "ExercisePlan",
            "@id": url,
            "url": url,
            "name": exercise.name,
            "description": " ".join(exercise.instructions),
            "repetitions": exercise.dose.amount,
            "restPeriods": f"{exercise.dose.rest_seconds} s" if exercise.dose.rest_seconds else "",
            "activityDuration": _duration(exercise),
        }
    )


def exercise_plan(page: Any, request: HttpRequest) -> dict:
    """A library entry as an ExercisePlan."""
    return plan_of(page.record, absolute(request, f"{page.get_url(request)}#exercise"))


def _duration(exercise: Exercise) -> str:
    seconds = exercise.dose.total_seconds
    return f"PT{seconds}S" if seconds else ""
