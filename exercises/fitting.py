"""The library's entries that fit what a reader has."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from exercises.dose import Side, seconds_of
from exercises.having import Having
from exercises.models import ExerciseEquipment


def entries_that_fit(entries: QuerySet, having: Having) -> QuerySet:
    """Those of `entries` that need nothing else and, where a time is given, are known to keep to it."""
    if having.things is not None:
        others = ExerciseEquipment.objects.filter(page=OuterRef("pk")).exclude(equipment__in=having.things)
        entries = entries.filter(~Exists(others))
    if having.own_pace:
        return entries.alias(dose_seconds=dose_seconds()).filter(dose_seconds=None)
    if having.minutes is not None:
        longest = seconds_of(having.minutes)
        return entries.alias(dose_seconds=dose_seconds()).filter(dose_seconds__lte=longest)
    return entries


def dose_seconds() -> Cast:
    """`Dose.total_seconds` of an entry, counted by the database; NULL where the dose gives no time."""
    work = Coalesce(NullIf(_number("hold_seconds"), 0), NullIf(_number("duration_seconds"), 0))
    sets = Coalesce(NullIf(_number("sets"), 0), 1)
    sides = Case(When(side=Side.EACH, then=Value(2)), default=Value(1))
    return Cast(work * sets * sides + Coalesce(_number("rest_seconds"), 0) * (sets - 1), IntegerField())


def _number(name: str) -> Cast:
    """A column wide enough for a product: PostgreSQL multiplies small integers as small ones."""
    return Cast(F(name), IntegerField())
