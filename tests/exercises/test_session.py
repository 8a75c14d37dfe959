"""A session does all of a list and nothing else."""

import json
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from exercises.dose import Dose, Side
from exercises.records import Exercise
from exercises.session import Kind, Phase, phases_of, steps_of, version_of

COUNTS = st.none() | st.integers(1, 12)


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    """Any dose that can be stored: at most one measure of work."""
    measure = draw(st.sampled_from(["reps", "hold_seconds", "duration_seconds", None]))
    work = {measure: draw(st.integers(1, 90))} if measure else {}
    side = draw(st.sampled_from(["", *Side.values]))
    return Dose(sets=draw(COUNTS), rest_seconds=draw(COUNTS), side=side, **work)


def _phases(**dose: object) -> tuple[Phase, ...]:
    return phases_of(Exercise("Plank", dose=Dose.from_mapping(dose)))


def test_two_sets_on_each_side_are_ready_side_change_side_rest_and_again() -> None:
    kinds = [
        (one.kind, one.side, one.set)
        for one in _phases(sets=2, hold_seconds=20, side="each", rest_seconds=45)
    ]
    one_set = [("hold", "first"), ("switch", ""), ("hold", "second")]
    assert kinds == [
        ("ready", "", 1),
        *((kind, side, 1) for kind, side in one_set),
        ("rest", "", 1),
        *((kind, side, 2) for kind, side in one_set),
    ]


def test_an_exercise_without_a_dose_is_worked_once_at_the_readers_own_pace() -> None:
    assert _phases() == (Phase(Kind.READY), Phase(Kind.WORK))


@given(doses())
def test_the_times_of_the_phases_add_up_to_the_time_of_the_dose(dose: Dose) -> None:
    phases = phases_of(Exercise("Plank", dose=dose))
    if dose.total_seconds is not None:
        assert sum(phase.seconds or 0 for phase in phases) == dose.total_seconds
    else:
        assert not any(phase.seconds for phase in phases if phase.is_work)


@given(doses())
def test_no_set_and_no_side_is_lost_and_none_is_invented(dose: Dose) -> None:
    phases = phases_of(Exercise("Plank", dose=dose))
    sides = ["first", "second"] if dose.side == Side.EACH else [dose.side]
    worked = [(phase.set, phase.side) for phase in phases if phase.is_work]
    assert worked == [(number, side) for number in range(1, (dose.sets or 1) + 1) for side in sides]
    kinds = Counter(phase.kind for phase in phases)
    assert kinds[Kind.READY] == 1
    assert phases[0].kind == Kind.READY
    assert kinds[Kind.REST] == (dose.sets or 1) - 1
    assert kinds[Kind.SWITCH] == ((dose.sets or 1) if dose.side == Side.EACH else 0)
    assert phases[-1].is_work


@given(doses())
def test_seconds_and_repetitions_are_those_of_the_dose_or_none_at_all(dose: Dose) -> None:
    for phase in phases_of(Exercise("Plank", dose=dose)):
        if phase.is_work:
            assert phase.seconds == (dose.hold_seconds or dose.duration_seconds)
            assert phase.reps == dose.reps
            assert (phase.kind == Kind.HOLD) == bool(dose.hold_seconds)
        else:
            assert phase.seconds == (dose.rest_seconds if phase.kind == Kind.REST else None)
            assert phase.reps is None


@given(st.lists(doses(), max_size=60))
def test_a_session_is_its_exercises_in_order(wanted: list[Dose]) -> None:
    exercises = [Exercise(f"Move {number}", number=number, dose=dose) for number, dose in enumerate(wanted)]
    steps = steps_of(exercises)
    assert [step.exercise for step in steps] == exercises
    for step in steps:
        rows = json.loads(step.as_json)
        assert rows == [[phase.kind, phase.seconds, phase.set, phase.side] for phase in step.phases]


def test_no_sets_counts_as_one_and_very_many_are_all_there() -> None:
    assert len(_phases(sets=0, reps=5)) == 2
    many = _phases(sets=999, reps=5, side="each")
    assert sum(phase.is_work for phase in many) == 2 * 999
    assert many[-1].set == 999


def test_the_version_changes_with_the_exercises_and_not_with_their_words() -> None:
    plank = Exercise("Plank", anchor="exercise-1", dose=Dose(sets=2, reps=8))
    version = version_of(steps_of([plank]))
    assert version_of(steps_of([replace(plank, name="Front plank")])) == version
    for other in (replace(plank, dose=Dose(sets=3, reps=8)), replace(plank, anchor="exercise-2")):
        assert version_of(steps_of([other])) != version
    assert version_of(steps_of([plank, plank])) != version
